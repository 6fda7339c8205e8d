import type { SubcommandSpec } from "./spec.ts";

/** Those that tell of lockstep itself, and fit it into the system. */
export const SHELL = [
  {
    name: "schedule",
    usage: "schedule SOURCE REPLICA --every TIME [--for SYSTEM] [options]",
    takesThoseOf: "sync",
    about: "prints what makes systemd, cron or the like start a mirror",
    examples: [
      [
        "schedule ~/photos /mnt/backup/photos --every 1h",
        "every hour, by what this system has for it",
      ],
      [
        "schedule /srv/data /mnt/data --every 1d --for cron --keep-versions",
        "a line for crontab, with an option of the mirror",
      ],
    ],
    notes: [
      "It prints files, and the commands that install, check and remove them; nothing is installed. All options of lockstep sync but --interval and --dry-run can be given, and are written into the command that is started. Paths become absolute.",
    ],
    statuses: "0 printed, 2 usage, or the system cannot start it so.",
  },
  {
    name: "help",
    usage: "help [COMMAND]",
    about: "shows the help of a command",
    examples: [["help sync", "the options of a mirror"]],
    statuses: "0 shown, 2 there is no such command.",
  },
] as const satisfies readonly SubcommandSpec[];
