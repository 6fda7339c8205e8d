/**
 * What a word of a command line is that is no option; "below" is a path below
 * the folder before it, a "word" is anything else.
 */
export type Positional =
  | "folder"
  | "below"
  | "file"
  | "command"
  | "job"
  | "shell"
  | "word";

/** What lockstep can be asked to do. Parsing, help, man page and completions all live on this table. */
export interface SubcommandSpec {
  readonly name: string;
  /** What is written after the program's name. */
  readonly usage: string;
  /** What its words are that are no options, in their order. @default {none} */
  readonly positionals?: readonly Positional[];
  /** As many as one likes may come of the last of them. */
  readonly repeatsLast?: true;
  /** It takes the options of this subcommand, too. */
  readonly takesThoseOf?: string;
  /** What it does, in one line of the first help page: without a full stop, at most 65 characters. */
  readonly about: string;
  /** Command lines without the program's name, and what each does. */
  readonly examples: readonly (readonly [example: string, does: string])[];
  /** What else is to be known, a paragraph each. */
  readonly notes?: readonly string[];
  /** What its exit statuses mean, where that is not what they mean for a mirror. */
  readonly statuses?: string;
}
