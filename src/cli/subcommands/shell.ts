import type { SubcommandSpec } from "./spec.ts";

/** Those that tell of lockstep itself, and fit it into the system. */
export const SHELL = [
  {
    name: "schedule",
    usage:
      "schedule SOURCE REPLICA --every TIME [options] | schedule JOB [options]",
    positionals: ["folder", "folder", "file"],
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
      [
        "schedule photos --config ~/lockstep.toml --for launchd",
        "a job of a configuration file, by its interval",
      ],
    ],
    notes: [
      "It prints files, and the commands that install, check and remove them; nothing is installed. All options of lockstep sync but --interval and --dry-run can be given, and are written into the command that is started. Paths become absolute.",
    ],
    statuses: "0 printed, 2 usage, or the system cannot start it so.",
  },
  {
    name: "doctor",
    usage: "doctor [SOURCE [REPLICA]]",
    positionals: ["folder", "folder"],
    about: "says what lockstep runs on, and what two folders are like",
    examples: [
      ["doctor", "versions, permissions, the disk and the state folder"],
      ["doctor ~/photos /mnt/backup/photos", "and both file systems"],
    ],
    notes: [
      "Nothing is written to the source. What the file system of the replica keeps is tried out on temporary files in it, as passes do, which are removed again. Lines with something wrong begin with an exclamation mark.",
    ],
    statuses: "0 all is well, 1 something is wrong, 2 usage.",
  },
  {
    name: "completions",
    usage: "completions bash|zsh|fish|powershell",
    positionals: ["shell"],
    about: "prints what has a shell complete command lines of lockstep",
    examples: [
      ["completions bash >> ~/.bashrc", "for bash 4 and later, from now on"],
      ["completions zsh >> ~/.zshrc", "for zsh, after a line with compinit"],
      ["completions fish >> ~/.config/fish/config.fish", "for fish"],
      ["completions powershell >> $PROFILE", "for PowerShell"],
    ],
    notes: [
      "Subcommands, options and their values, names of jobs, folders and files are completed. The shell asks lockstep each time what may come next, so that it never has to be installed anew.",
    ],
    statuses: "0 printed, 2 there is no such shell.",
  },
  {
    name: "help",
    usage: "help [COMMAND|man]",
    positionals: ["command"],
    about: "shows the help of a command",
    examples: [
      ["help sync", "the options of a mirror"],
      ["help man > lockstep.1", "all pages as one for man(1)"],
    ],
    statuses: "0 shown, 2 there is no such command.",
  },
] as const satisfies readonly SubcommandSpec[];
