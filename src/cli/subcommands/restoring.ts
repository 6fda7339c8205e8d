import type { SubcommandSpec } from "./spec.ts";

/** Those that use old versions. */
export const RESTORING = [
  {
    name: "versions",
    usage: "versions REPLICA [PATH] [options]",
    positionals: ["folder", "below"],
    about: "lists the old versions that the trash has of a replica",
    examples: [
      ["versions /mnt/backup/photos", "all of them"],
      ["versions /mnt/backup/photos 2026/party", "of a folder or file"],
    ],
    statuses: "0 listed, 2 usage, 3 no trash of this replica, 4 not available.",
  },
  {
    name: "restore",
    usage: "restore REPLICA PATH --at TIME [--to FOLDER] [options]",
    positionals: ["folder", "below"],
    about: "brings a file or folder of a replica back as it was",
    examples: [
      [
        "restore /mnt/backup/photos party/cake.jpg --at 3d",
        "in its place, as it was 3 days ago",
      ],
      [
        'restore /mnt/backup/photos . --at "2026-11-20 14:03" --to ~/then',
        "all of it, elsewhere",
      ],
    ],
    statuses:
      "0 all is as it was, 1 some paths failed, 2 usage, 3 refused, nothing was changed, 4 replica or trash not available, 5 another instance is at work, 129, 130 or 143 interrupted.",
  },
] as const satisfies readonly SubcommandSpec[];
