import type { OptionSpec } from "./spec.ts";

/** What `lockstep schedule` is told besides the options of the mirror. */
export const SCHEDULING_OPTIONS = [
  {
    name: "every",
    value: "TIME",
    help: "Time from one start to the next: 15m, 1h, 12h, 1d",
    of: ["schedule"],
  },
  {
    name: "for",
    value: "SYSTEM",
    choices: ["systemd", "cron", "launchd", "windows"],
    help:
      "systemd, cron, launchd or windows [what the system at hand starts things by]",
    of: ["schedule"],
  },
  {
    name: "name",
    value: "NAME",
    help: "What the system calls it [lockstep- and the name of the replica]",
    of: ["schedule"],
  },
] as const satisfies readonly OptionSpec[];
