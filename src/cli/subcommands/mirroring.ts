import type { SubcommandSpec } from "./spec.ts";

/** Those that mirror. */
export const MIRRORING = [
  {
    name: "sync",
    usage: "[sync] SOURCE REPLICA [INTERVAL] [LOG] [options]",
    about: "keeps REPLICA an exact one-way copy of SOURCE",
    examples: [
      ["~/photos /mnt/backup/photos --once", "once, now"],
      [
        "~/photos /mnt/backup/photos 10m",
        "now and 10 minutes after each pass",
      ],
      ["~/photos /mnt/backup/photos -n", "only say what would be done"],
    ],
    notes: [
      "What is new or changed is copied, what the source no longer has is removed from the replica; the source is never written to. INTERVAL and LOG come in either order. The word sync may be left out.",
    ],
  },
] as const satisfies readonly SubcommandSpec[];
