import {
  isOptionOf,
  type OptionName,
  OPTIONS,
  type OptionSpec,
} from "../options.ts";

/** A key that a job, or the defaults of all jobs, may have. */
export interface KeySpec {
  readonly name: string;
  /** What it holds: true or false, one value, or one value or a list of them. */
  readonly holds: "switch" | "value" | "list";
  /** What its value is called, as in the help. */
  readonly value?: string;
  /** A value as it may be written. */
  readonly example?: string;
  /** The words that its value may be, where there are few. */
  readonly choices?: readonly string[];
  /** What stands between the values of a list, as one value of the option. */
  readonly joinedBy?: string;
  /** Its value is a path: relative to the file, with `~` and variables. */
  readonly isPath: boolean;
  readonly help: string;
  /** The option of the command line that it stands for. */
  readonly option?: OptionName;
  /** Defaults for all jobs make no sense. */
  readonly ofOneJob?: true;
}

/** The keys that are no options of the command line. */
const OWN_KEYS: readonly KeySpec[] = [
  {
    name: "name",
    holds: "value",
    value: "NAME",
    example: "photos",
    isPath: false,
    help: "What the job is called, in the log and on the command line",
    ofOneJob: true,
  },
  {
    name: "source",
    holds: "value",
    value: "FOLDER",
    example: "~/photos",
    isPath: true,
    help: "The folder that is copied; it is never written to",
    ofOneJob: true,
  },
  {
    name: "replica",
    holds: "value",
    value: "FOLDER",
    example: "/mnt/backup/photos",
    isPath: true,
    help: "The folder that is kept an exact copy of the source",
    ofOneJob: true,
  },
  {
    name: "cron",
    holds: "value",
    value: "EXPRESSION",
    example: "30 3 * * mon-fri",
    isPath: false,
    help:
      'When passes start, instead of an interval: "0 3 * * mon-fri" or @daily, in local time',
  },
];

/** All keys: those of jobs alone, and each option of a mirror under its own name. */
export const KEYS: readonly KeySpec[] = [
  ...OWN_KEYS,
  ...OPTIONS.filter(isOfMirror).map((spec) => keyOf(spec, spec.name)),
];

function isOfMirror(spec: OptionSpec): boolean {
  return isOptionOf(spec, "sync") && spec.of !== "all" && spec.ofRun !== true;
}

function keyOf(
  { value, example, choices, help, repeats }: OptionSpec,
  name: OptionName,
): KeySpec {
  if (value === undefined) {
    return { name, holds: "switch", isPath: false, help, option: name };
  }
  const isPath = value === "FILE" || value === "FOLDER";
  const key = {
    name,
    value,
    ...(example === undefined ? {} : { example }),
    ...(choices === undefined ? {} : { choices }),
    isPath,
    help,
    option: name,
  } as const;
  return repeats === undefined
    ? { ...key, holds: "value" }
    : { ...key, holds: "list", joinedBy: repeats === "lines" ? "\n" : "," };
}

/** Returns the example of a key as TOML has it, numbers as numbers. */
export function writtenExample({ example = "" }: KeySpec): string {
  return /^\d+$/.test(example) ? example : JSON.stringify(example);
}
