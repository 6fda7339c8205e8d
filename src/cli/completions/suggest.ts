import type { Row } from "../help/wrap.ts";
import { isOptionOf, OPTIONS, type OptionSpec } from "../options.ts";
import {
  findSubcommand,
  type SubcommandName,
  SUBCOMMANDS,
  type SubcommandSpec,
} from "../subcommands.ts";
import type { Positional } from "../subcommands/spec.ts";
import { SHELLS } from "./shells.ts";

/** What may stand where the cursor is. */
export interface Suggestions {
  /** What the shell itself is to add. */
  readonly add: "folders" | "files" | "nothing";
  /** Whole words that begin like what is there, and what they are for. */
  readonly words: readonly Row[];
}

/** What is not on the tables. */
export interface KnownNames {
  /** The names of the jobs of the configuration file, which may be named. */
  readonly jobs: (config: string | undefined) => Promise<readonly string[]>;
  /** The paths below a folder that begin like a word and have no more folders; folders end in "/". */
  readonly below: (folder: string, word: string) => Promise<readonly string[]>;
}

const SPECS: readonly OptionSpec[] = OPTIONS;
const COMMANDS: readonly SubcommandSpec[] = SUBCOMMANDS;

/**
 * Returns what may be typed at the cursor: `word` is what is there of the word
 * at the cursor, `before` the words between it and the program's name.
 */
export async function suggest(
  word: string,
  { before, names }: {
    readonly before: readonly string[];
    readonly names: KnownNames;
  },
): Promise<Suggestions> {
  const line = read(before);
  const suggestions = await suggestAt(word, { line, names });
  const words = suggestions.words.filter(([text]) => text.startsWith(word));
  return { ...suggestions, words };
}

/** What the words before the cursor mean. */
interface Line {
  /** The subcommand; `undefined` while it may still be named. */
  readonly subcommand: SubcommandName | undefined;
  readonly positionals: readonly string[];
  readonly given: ReadonlyMap<string, string>;
  /** The option that waits for its value. */
  readonly waiting: OptionSpec | undefined;
  /** After "--" there are no options. */
  readonly isClosed: boolean;
}

function read(before: readonly string[]): Line {
  let subcommand: SubcommandName | undefined;
  const positionals: string[] = [];
  const given = new Map<string, string>();
  let waiting: OptionSpec | undefined;
  let isClosed = false;
  for (const word of before) {
    if (waiting !== undefined) {
      given.set(waiting.name, word);
      waiting = undefined;
    } else if (word === "--" && !isClosed) isClosed = true;
    else if (!isClosed && word.startsWith("-") && word.length > 1) {
      const { option, value } = optionIn(word);
      if (option !== undefined) given.set(option.name, value ?? "");
      if (option?.value !== undefined && value === undefined) waiting = option;
    } else if (subcommand === undefined && positionals.length === 0) {
      subcommand = isClosed ? undefined : findSubcommand(word);
      if (subcommand === undefined) positionals.push(word);
    } else positionals.push(word);
  }
  return { subcommand, positionals, given, waiting, isClosed };
}

interface Named {
  readonly option: OptionSpec | undefined;
  /** `undefined` where the word has none. */
  readonly value: string | undefined;
}

/** The option that a word names, with the value in it; of letters the first that takes one, or else the last. */
function optionIn(word: string): Named {
  if (word.startsWith("--")) {
    const [name = ""] = word.slice(2).split("=", 1);
    const rest = word.slice(2 + name.length);
    return {
      option: SPECS.find((option) =>
        option.name === name || option.also?.includes(name)
      ),
      value: rest === "" ? undefined : rest.slice(1),
    };
  }
  let option: OptionSpec | undefined;
  for (let at = 1; at < word.length; at++) {
    option = SPECS.find(({ short }) => short === word[at]);
    if (option?.value === undefined) continue;
    const rest = word.slice(at + 1);
    return { option, value: rest === "" ? undefined : rest };
  }
  return { option, value: undefined };
}

async function suggestAt(
  word: string,
  { line, names }: { readonly line: Line; readonly names: KnownNames },
): Promise<Suggestions> {
  const known = { line, names };
  if (line.waiting !== undefined) {
    return await valuesOf(line.waiting, "", known);
  }
  if (!line.isClosed && word.startsWith("-")) {
    const { option, value } = optionIn(word);
    return option === undefined || value === undefined
      ? optionsAt(line)
      : await valuesOf(
        option,
        word.slice(0, word.length - value.length),
        known,
      );
  }
  const { subcommand = "sync", positionals } = line;
  const spec = COMMANDS.find(({ name }) => name === subcommand);
  const kinds: readonly Positional[] = spec?.positionals ?? [];
  const kind = kinds[positionals.length] ??
    (spec?.repeatsLast === true ? kinds.at(-1) : undefined);
  const rest = await wordsOf(kind, word, known);
  const isFirst = line.subcommand === undefined && positionals.length === 0;
  return isFirst && !line.isClosed
    ? { ...rest, words: [...commands(), ...rest.words] }
    : rest;
}

/** Options that are not given yet, or may be given again. */
function optionsAt({ subcommand = "sync", given }: Line): Suggestions {
  const words = SPECS.filter((option) =>
    isOptionOf(option, subcommand) &&
    (option.repeats !== undefined || !given.has(option.name))
  ).map(({ name, help }) => [`--${name}`, help] as const);
  return { add: "nothing", words };
}

async function valuesOf(
  { value = "", choices, help }: OptionSpec,
  before: string,
  { line, names }: { readonly line: Line; readonly names: KnownNames },
): Promise<Suggestions> {
  if (value === "FOLDER") return { add: "folders", words: [] };
  if (value === "FILE") return { add: "files", words: [] };
  const known = value === "JOB"
    ? await names.jobs(line.given.get("config"))
    : choices ?? [];
  const words = known.map((choice) => [`${before}${choice}`, help] as const);
  return { add: "nothing", words };
}

async function wordsOf(
  kind: Positional | undefined,
  word: string,
  { line: { given, positionals }, names }: {
    readonly line: Line;
    readonly names: KnownNames;
  },
): Promise<Suggestions> {
  switch (kind) {
    case "folder":
      return { add: "folders", words: [] };
    case "file":
      return { add: "files", words: [] };
    case "command":
      return { add: "nothing", words: commands() };
    case "shell":
      return { add: "nothing", words: SHELLS.map((name) => [name, ""]) };
    case "job": {
      const jobs = await names.jobs(given.get("config"));
      const words = jobs.filter((name) => !positionals.includes(name))
        .map((name) => [name, "a job"] as const);
      return { add: "nothing", words };
    }
    case "below": {
      const paths = await names.below(positionals.at(-1) ?? ".", word);
      return { add: "nothing", words: paths.map((path) => [path, ""]) };
    }
    case "word":
    case undefined:
      return { add: "nothing", words: [] };
  }
}

function commands(): readonly Row[] {
  return COMMANDS.map(({ name, about }) => [name, about]);
}
