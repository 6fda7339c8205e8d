import { readConfig } from "../../../src/cli/config/read_config.ts";
import { assert } from "../../support/assert.ts";

const VARIABLES: Readonly<Record<string, string>> = {
  HOME: "/home/ann",
  DISK: "/mnt/disk",
};

/** What paths in a configuration file are read with. */
export const MEANS = {
  folder: "/etc/lockstep",
  variable: (name: string): string | undefined => VARIABLES[name],
};

/** All that is wrong, with the lines. */
export function mistakes(text: string): readonly string[] {
  const read = readConfig(text, MEANS);
  assert(read.kind === "wrong");
  return read.problems.map(({ line, text }) => `${line}: ${text}`);
}

/** A job in lines 1 to 4, and what else it says from line 5 on. */
export function job(rest: string): string {
  return `[[job]]
name = "a"
source = "s"
replica = "r"
${rest}`;
}
