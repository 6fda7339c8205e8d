import type { OptionSpec } from "./spec.ts";

/** What becomes of old versions. */
export const VERSIONS_OPTIONS = [
  {
    name: "trash",
    value: "FOLDER",
    example: "old-versions",
    help: "Move what is removed or overwritten there, under the pass's time",
    of: ["sync", "versions", "restore"],
  },
  {
    name: "keep-versions",
    help: 'The same, to a folder beside the replica: "REPLICA.versions"',
    brief: "keep old files",
  },
  {
    name: "keep",
    value: "TIME|N",
    example: "30d",
    help: "Keep old versions for 30d, of the last 10 passes, or 30d,10: either",
    repeats: "commas",
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
] as const satisfies readonly OptionSpec[];
