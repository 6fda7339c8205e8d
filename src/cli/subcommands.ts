import { CHECKING } from "./subcommands/checking.ts";
import { JOBS } from "./subcommands/jobs.ts";
import { MIRRORING } from "./subcommands/mirroring.ts";
import { RESTORING } from "./subcommands/restoring.ts";
import { SHELL } from "./subcommands/shell.ts";
import type { SubcommandSpec } from "./subcommands/spec.ts";

export type { SubcommandSpec } from "./subcommands/spec.ts";

/** The subcommands, in the order of the help. The first is meant where none is named. */
export const SUBCOMMANDS = [
  ...MIRRORING,
  ...JOBS,
  ...CHECKING,
  ...RESTORING,
  ...SHELL,
] as const satisfies readonly SubcommandSpec[];

/** The name of a subcommand. */
export type SubcommandName = typeof SUBCOMMANDS[number]["name"];

/** Returns the subcommand of this name, if there is one. */
export function findSubcommand(
  name: string | undefined,
): SubcommandName | undefined {
  return SUBCOMMANDS.find((subcommand) => subcommand.name === name)?.name;
}
