import type { SubcommandSpec } from "./spec.ts";

/** Those about many mirrors, kept in a configuration file. */
export const JOBS = [
  {
    name: "run",
    usage: "run [JOB...] [options]",
    positionals: ["job"],
    repeatsLast: true,
    about: "runs the jobs of lockstep.toml, each on its own timetable",
    examples: [
      ["run", "all jobs"],
      ["run photos docs", "only these two"],
      ["run --once", "each once, now"],
    ],
    notes: [
      "It reads the file again on SIGHUP; one that is broken is told and not taken. It never asks questions.",
    ],
    statuses:
      `The worst of the last passes of its jobs, as of a mirror, in this order:
129, 130 or 143 interrupted, 3 refused, 1 failed, 4 not available, 5 locked, 7 with
--dry-run something to do, 6 changed meanwhile, 0 all equal. 2: the file or the command line makes no sense.`,
  },
  {
    name: "jobs",
    usage: "jobs [options]",
    about: "lists the jobs with their last result and next start",
    examples: [["jobs", "those of lockstep.toml in this folder"]],
    statuses: "0 listed, 2 the file makes no sense.",
  },
  {
    name: "init",
    usage: "init [options]",
    about: "writes a commented lockstep.toml to begin with",
    examples: [
      ["init", "here"],
      ["init --config ~/backup.toml", "to another file"],
    ],
    statuses:
      "0 written, 1 it could not be written, 2 there is a file already.",
  },
] as const satisfies readonly SubcommandSpec[];
