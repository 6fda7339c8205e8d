import manifest from "../../deno.json" with { type: "json" };

/** What lockstep is, in at most 80 characters and without its name: Homebrew asks for that. */
export const SUMMARY =
  "Keeps a replica folder an exact one-way copy of a source folder";

export const LICENSE = manifest.license;
