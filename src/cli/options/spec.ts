import type { SubcommandName } from "../subcommands.ts";

/** One option of the command line. Parsing, help and suggestions all live on this table. */
export interface OptionSpec {
  readonly name: string;
  readonly short?: string;
  /** What its value is called in the help; without it the option is a switch. */
  readonly value?: string;
  /** A value as a job of a configuration file may have it; every option of a mirror that takes one has an example. */
  readonly example?: string;
  /** The words that its value may be, where there are few. */
  readonly choices?: readonly string[];
  readonly help: string;
  /** What the first help page says of it, in at most 16 characters; only what most people need. */
  readonly brief?: string;
  /** Other spellings that mean the same. */
  readonly also?: readonly string[];
  /** It may be given more than once; its values are then joined by commas, or by line feeds. */
  readonly repeats?: "commas" | "lines";
  /** It is about one run of the program and no mirror: jobs of a configuration file do not have it. */
  readonly ofRun?: true;
  /** The subcommands that take it; without this, `sync` alone. */
  readonly of?: readonly SubcommandName[] | "all";
}

/** Those that compare two trees, and have to know what of them is kept. */
export const BOTH_TREES = ["sync", "verify"] as const;
