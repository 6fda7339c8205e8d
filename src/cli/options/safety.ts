import type { OptionSpec } from "./spec.ts";

/** What is refused, and what is allowed all the same. */
export const SAFETY_OPTIONS = [
  {
    name: "max-delete",
    value: "N|P%",
    example: "20%",
    help: "Refuse to remove more than N entries, or P% of the replica's",
  },
  {
    name: "max-change",
    value: "N|P%",
    example: "20%",
    help: "Refuse to rewrite more than N files, or P% of the replica's",
  },
  {
    name: "accept-new-root",
    help:
      "Take source and replica though one is another folder than before, or emptied",
  },
  {
    name: "fail-on-drift",
    help: "Refuse to put right what somebody else has changed in the replica",
  },
  {
    name: "accept-decay",
    help:
      "Copy what changed in the source at the same size and time, as --digest told",
  },
  {
    name: "allow-empty-source",
    help: "Empty the replica if the source is empty",
  },
  {
    name: "yes",
    short: "y",
    help: "Carry out a plan that looks like an accident",
  },
] as const satisfies readonly OptionSpec[];
