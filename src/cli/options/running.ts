import { DISKS } from "../../model/settings.ts";
import type { OptionSpec } from "./spec.ts";

/** When it runs, and whether it changes anything. */
export const RUNNING_OPTIONS = [
  {
    name: "once",
    help: "Run one pass and end, as for cron or systemd",
    brief: "one pass",
    ofRun: true,
    of: ["sync", "run"],
  },
  {
    name: "interval",
    short: "i",
    value: "TIME",
    example: "10m",
    help:
      "Time from the end of a pass to the next: 600, 30s, 10m, 1h30m, 1d [600]",
    brief: "10m, 1d [600 s]",
  },
  {
    name: "dry-run",
    short: "n",
    help: "Change nothing; show what one pass would do",
    brief: "show the plan",
    ofRun: true,
    of: ["sync", "restore", "run"],
  },
  {
    name: "config",
    value: "FILE",
    help: "The file with the jobs [lockstep.toml]",
    ofRun: true,
    of: ["run", "jobs", "init", "schedule", "explain"],
  },
  {
    name: "job",
    value: "JOB",
    help: "The job whose source and filters count [that whose source has PATH]",
    ofRun: true,
    of: ["explain"],
  },
  {
    name: "create-source",
    help: "Make the source folder if it does not exist",
  },
  {
    name: "threads",
    value: "N",
    example: "4",
    help:
      "Worker threads [one a core, at most 8; 8 to 16 where a disk is slow]",
    of: ["sync", "verify", "manifest", "restore"],
  },
  {
    name: "disk",
    value: "NAME",
    example: "native",
    choices: DISKS,
    help:
      "Reach files by native or portable calls [auto: native where it can be]",
    of: [
      "sync",
      "verify",
      "manifest",
      "versions",
      "restore",
      "explain",
      "doctor",
    ],
  },
] as const satisfies readonly OptionSpec[];
