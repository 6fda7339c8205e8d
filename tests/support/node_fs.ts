import fs from "node:fs";

/** The calls that tests need and Deno lacks: times and owners of links themselves. */
export const nodeFs = fs;
