import type { SubcommandName } from "./subcommands.ts";

/** One option of the command line. Parsing, help and suggestions all live on this table. */
export interface OptionSpec {
  readonly name: string;
  readonly short?: string;
  /** What its value is called in the help; without it the option is a switch. */
  readonly value?: string;
  readonly help: string;
  /** Other spellings that mean the same. */
  readonly also?: readonly string[];
  /** It may be given more than once; its values are then joined by commas. */
  readonly repeats?: true;
  /** The subcommands that take it; without this, `sync` alone. */
  readonly of?: readonly SubcommandName[] | "all";
}

/** Those that compare two trees, and have to know what of them is kept. */
const BOTH_TREES = ["sync", "verify"] as const;

/** The options, in the order of the help. */
export const OPTIONS = [
  { name: "once", help: "Run one pass and end, as for cron or systemd" },
  {
    name: "interval",
    short: "i",
    value: "TIME",
    help:
      "Time from the end of a pass to the next: 600, 30s, 10m, 1h30m, 1d [600]",
  },
  {
    name: "log",
    short: "l",
    value: "FILE",
    help: "Log file [sync_log.txt]",
    also: ["log-path", "log_path"],
    of: BOTH_TREES,
  },
  {
    name: "dry-run",
    short: "n",
    help: "Change nothing; say what one pass would do",
    of: ["sync", "restore"],
  },
  {
    name: "checksum",
    short: "c",
    help: "Compare contents, whatever the times say",
  },
  {
    name: "digest",
    value: "NAME",
    help:
      "Compare by md5, sha1, sha256, sha512 or blake2b512; log it for each copy, list it",
    of: ["sync", "verify", "manifest"],
  },
  {
    name: "update",
    short: "u",
    help: "Leave files alone that are newer in the replica",
  },
  {
    name: "hard-links",
    short: "H",
    help: "Keep hard links: names of one file stay names of one file",
    of: [...BOTH_TREES, "restore"],
  },
  {
    name: "durable",
    value: "WHEN",
    help:
      "Flush to the disk: off, pass (before anything is removed), or file (each before its rename) [off]",
  },
  { name: "no-delete", help: "Keep what the source does not have" },
  {
    name: "trash",
    value: "FOLDER",
    help: "Move what is removed or overwritten there, under the pass's time",
    of: ["sync", "versions", "restore"],
  },
  {
    name: "at",
    value: "TIME",
    help:
      'As it was then: 3d, 2026-11-20, "2026-11-20 14:03", or a pass as listed',
    of: ["restore"],
  },
  {
    name: "to",
    value: "FOLDER",
    help: "Put it into this folder instead of its place in the replica",
    of: ["restore"],
  },
  {
    name: "keep-versions",
    help: 'The same, to a folder beside the replica: "REPLICA.versions"',
  },
  {
    name: "keep",
    value: "TIME|N",
    help: "Keep old versions for 30d, of the last 10 passes, or 30d,10: either",
    repeats: true,
  },
  {
    name: "no-owner",
    help: "As root: do not keep owner and group",
    of: BOTH_TREES,
  },
  {
    name: "xattrs",
    short: "X",
    help: "Keep extended attributes: user.*, and all of them as root",
    of: BOTH_TREES,
  },
  {
    name: "acls",
    short: "A",
    help: "Keep POSIX access control lists",
    of: BOTH_TREES,
  },
  {
    name: "specials",
    help: "Keep FIFOs, sockets and, as root, devices, instead of skipping them",
    of: BOTH_TREES,
  },
  {
    name: "sparse",
    help: "Leave blocks of zeros out of copies, so that they take up no room",
  },
  {
    name: "max-delete",
    value: "N|P%",
    help: "Refuse to remove more than N entries, or P% of the replica's",
  },
  {
    name: "max-change",
    value: "N|P%",
    help: "Refuse to rewrite more than N files, or P% of the replica's",
  },
  {
    name: "accept-new-root",
    help:
      "Take source and replica though one is not the folder of the last pass",
  },
  {
    name: "fail-on-drift",
    help: "Refuse to put right what somebody else has changed in the replica",
  },
  {
    name: "accept-decay",
    help:
      "With --digest: copy what changed in the source at the same time and size",
  },
  {
    name: "allow-empty-source",
    help: "Empty the replica if the source is empty",
  },
  {
    name: "create-source",
    help: "Make the source folder if it does not exist",
  },
  {
    name: "yes",
    short: "y",
    help: "Carry out a plan that looks like an accident",
  },
  {
    name: "quiet",
    short: "q",
    help: "Show only warnings and errors on the console",
    of: ["sync", "verify", "manifest", "restore"],
  },
  { name: "verbose", short: "v", help: "Tell of unchanged entries too" },
  {
    name: "log-format",
    value: "text|json",
    help: "One sentence, or one JSON object, a line [text]",
  },
  {
    name: "log-max-size",
    value: "SIZE",
    help: "Begin a new log file at this size [10MiB]",
  },
  { name: "log-keep", value: "N", help: "Keep so many older log files [5]" },
  {
    name: "sample",
    value: "P%",
    help: "Read the contents of P% of the files, others each time",
    of: ["verify"],
  },
  {
    name: "manifest",
    value: "FILE",
    help: "Compare a folder with a list of digests",
    of: ["verify"],
  },
  {
    name: "output",
    short: "o",
    value: "FILE",
    help: "Write the list to a file, whole or not at all [standard output]",
    of: ["manifest"],
  },
  {
    name: "threads",
    value: "N",
    help: "Worker threads [one for each core, at most 8]",
    of: ["sync", "verify", "manifest", "restore"],
  },
  {
    name: "disk",
    value: "NAME",
    help:
      "Reach files by native or portable calls [auto: native where it can be]",
    of: ["sync", "verify", "manifest", "versions", "restore"],
  },
  { name: "help", short: "h", help: "Show this help", of: "all" },
  { name: "version", help: "Show the version", of: "all" },
] as const satisfies readonly OptionSpec[];

/** The name of an option. */
export type OptionName = typeof OPTIONS[number]["name"];

/** Returns whether a subcommand takes an option. */
export function isOptionOf(
  { of = ["sync"] }: OptionSpec,
  subcommand: SubcommandName,
): boolean {
  return of === "all" || of.includes(subcommand);
}
