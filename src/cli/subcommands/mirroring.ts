import type { SubcommandSpec } from "./spec.ts";

/** Those that mirror. */
export const MIRRORING = [
  {
    name: "sync",
    usage: "[sync] SOURCE REPLICA [INTERVAL] [LOG] [options]",
    positionals: ["folder", "folder", "word", "file"],
    about: "keeps REPLICA an exact one-way copy of SOURCE",
    examples: [
      ["~/photos /mnt/backup/photos --once", "once, now"],
      [
        "~/photos /mnt/backup/photos 10m",
        "now and 10 minutes after each pass",
      ],
      ["~/photos /mnt/backup/photos -n", "only show what would be done"],
    ],
    notes: [
      "What is new or changed is copied, what the source no longer has is removed from the replica; the source is never written to. INTERVAL and LOG come in either order. The word sync may be left out.",
    ],
  },
  {
    name: "plan",
    usage: "plan SOURCE REPLICA [options]",
    positionals: ["folder", "folder"],
    takesThoseOf: "sync",
    about: "shows what a pass would do, and changes nothing",
    examples: [
      ["plan ~/photos /mnt/backup/photos", "what is to be done, with sizes"],
      [
        "plan ~/photos /mnt/backup/photos --json",
        "for programs: every change, however many",
      ],
    ],
    notes: [
      "It is the same as lockstep SOURCE REPLICA --dry-run: all steps, and what the safety checks say of them; a long plan is told by folders. It takes the command line of sync (lockstep help sync), of which INTERVAL and --once mean nothing here, as it is one pass that changes nothing.",
    ],
    statuses:
      "0 nothing to do, 7 something to do, 1 some paths would fail, 2 usage, 3 the safety checks would refuse it, 4 source or replica not available, 6 nothing to do but what changed meanwhile, 129, 130 or 143 interrupted.",
  },
] as const satisfies readonly SubcommandSpec[];
