/** What lockstep can be asked to do. Parsing, help and loading all live on this table. */
export interface SubcommandSpec {
  readonly name: string;
  /** What is written after the program's name. */
  readonly usage: string;
  /** What it does, in one sentence. */
  readonly about: string;
  /** Command lines without the program's name, and what each does. */
  readonly examples: readonly (readonly [example: string, does: string])[];
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
