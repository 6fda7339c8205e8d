import { BOTH_TREES, type OptionSpec } from "./spec.ts";

/** Those that know filters. */
const FILTERED = [...BOTH_TREES, "explain"] as const;

/** What is left out. */
export const FILTERING_OPTIONS = [
  {
    name: "exclude",
    value: "PATTERN",
    example: "*.tmp",
    help:
      "Leave out what matches, as a line of .gitignore does; may be given again",
    brief: "leave it out",
    repeats: "lines",
    of: FILTERED,
  },
  {
    name: "include",
    value: "PATTERN",
    example: "keep.tmp",
    help: "Do not leave it out, whatever else excludes it; may be given again",
    repeats: "lines",
    of: FILTERED,
  },
  {
    name: "exclude-from",
    value: "FILE",
    example: "rules.txt",
    help: "Leave out what the lines of a file match; may be given again",
    repeats: "lines",
    of: FILTERED,
  },
  {
    name: "max-size",
    value: "SIZE",
    example: "1GiB",
    help: "Leave larger files out",
    of: FILTERED,
  },
  {
    name: "min-size",
    value: "SIZE",
    example: "1KiB",
    help: "Leave smaller files out",
    of: FILTERED,
  },
  {
    name: "max-age",
    value: "TIME",
    example: "30d",
    help: "Leave files out that were last changed longer ago: 12h, 30d",
    of: FILTERED,
  },
  {
    name: "min-age",
    value: "TIME",
    example: "10m",
    help: "Leave files out that were changed since: 10m, 1d",
    of: FILTERED,
  },
  {
    name: "delete-excluded",
    help: "Remove from the replica what is left out, instead of keeping it",
    of: BOTH_TREES,
  },
] as const satisfies readonly OptionSpec[];
