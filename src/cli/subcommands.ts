/** What lockstep can be asked to do. Parsing, help and loading all live on this table. */
export interface SubcommandSpec {
  readonly name: string;
  /** What is written after the program's name. */
  readonly usage: string;
  /** What it does, in one sentence. */
  readonly about: string;
  /** Command lines without the program's name, and what each does. */
  readonly examples: readonly (readonly [example: string, does: string])[];
  /** What its exit statuses mean, where that is not what they mean for a mirror. */
  readonly statuses?: string;
}

/** The subcommands, in the order of the help. The first is meant where none is named. */
export const SUBCOMMANDS = [
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
  },
  {
    name: "verify",
    usage: "verify SOURCE REPLICA | verify --manifest FILE FOLDER [options]",
    about: "compares two folders, contents and all, and changes nothing",
    examples: [
      ["verify ~/photos /mnt/backup/photos", "every byte"],
      [
        "verify ~/photos /mnt/backup/photos --sample 10%",
        "a tenth of the contents, each time another",
      ],
      [
        "verify --manifest photos.sha256 /mnt/photos",
        "a folder against a list of digests",
      ],
    ],
    statuses:
      `Signs: + only in the source (or the manifest), - only in the replica (or the folder),
* other contents, ~ other metadata, ! could not be read or compared.

Exit status: 0 both are equal, 1 they differ or something could not be read, 2 usage,
3 these two folders cannot be compared, 4 one of them is not available, 6 only paths
that changed meanwhile, 130 or 143 interrupted.`,
  },
  {
    name: "manifest",
    usage: "manifest FOLDER [options]",
    about: "lists the digests of all files as sha256sum -c reads them",
    examples: [
      ["manifest ~/photos > photos.sha256", "for sha256sum -c photos.sha256"],
      ["manifest ~/photos --digest md5 --output MD5SUMS", "for md5sum -c"],
    ],
    statuses:
      `Exit status: 0 every file is listed, 1 some could not be read or the list not be written,
2 usage, 3 it is no folder, 4 it is not available, 6 only files that changed meanwhile
are missing, 130 or 143 interrupted.`,
  },
  {
    name: "versions",
    usage: "versions REPLICA [PATH] [options]",
    about: "lists the old versions that the trash has of a replica",
    examples: [
      ["versions /mnt/backup/photos", "all of them"],
      ["versions /mnt/backup/photos 2026/party", "of a folder or file"],
    ],
    statuses:
      "Exit status: 0 listed, 2 usage, 3 no trash of this replica, 4 not available.",
  },
  {
    name: "restore",
    usage: "restore REPLICA PATH --at TIME [--to FOLDER] [options]",
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
    statuses: `Exit status: 0 all is as it was, 1 some paths failed, 2 usage,
3 refused, nothing was changed, 4 replica or trash not available, 5 another
instance is at work, 130 or 143 interrupted.`,
  },
  {
    name: "help",
    usage: "help [COMMAND]",
    about: "shows the help of a command",
    examples: [["help sync", "the options of a mirror"]],
  },
] as const satisfies readonly SubcommandSpec[];

/** The name of a subcommand. */
export type SubcommandName = typeof SUBCOMMANDS[number]["name"];

/** Returns the subcommand of this name, if there is one. */
export function findSubcommand(
  name: string | undefined,
): SubcommandName | undefined {
  return SUBCOMMANDS.find((subcommand) => subcommand.name === name)?.name;
}
