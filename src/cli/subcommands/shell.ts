import type { SubcommandSpec } from "./spec.ts";

/** Those that tell of lockstep itself, and fit it into the system. */
export const SHELL = [
  {
    name: "help",
    usage: "help [COMMAND]",
    about: "shows the help of a command",
    examples: [["help sync", "the options of a mirror"]],
    statuses: "0 shown, 2 there is no such command.",
  },
] as const satisfies readonly SubcommandSpec[];
