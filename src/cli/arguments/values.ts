import { quote } from "../../model/paths/quote.ts";
import {
  type DigestName,
  DIGESTS,
  type DiskChoice,
  DISKS,
} from "../../model/settings.ts";
import type { OptionName } from "../options.ts";
import { UsageError } from "../usage_error.ts";
import type { RawArguments } from "./arguments.ts";

/** More would only wait for each other; network file systems are served by a few dozen. */
const MOST_THREADS = 64;

/**
 * Makes sure that a folder is named.
 * @throws {UsageError} if it is not
 */
export function refuseEmpty(what: string, path: string): void {
  if (path === "") throw new UsageError(`${what} is empty: name a folder`);
}

/**
 * Makes sure that no more is named than a subcommand can use, with the rest of
 * what is given.
 * @throws {UsageError} if something is left
 */
export function refuseMore(rest: readonly string[]): void {
  const [more] = rest;
  if (more === undefined) return;
  throw new UsageError(`${quote(more)} is one name too many: leave it out`);
}

/**
 * Makes sure that nothing but options is given.
 * @throws {UsageError} if something is
 */
export function refuseNames(
  subcommand: string,
  positionals: readonly string[],
): void {
  const [first] = positionals;
  if (first === undefined) return;
  throw new UsageError(
    `"${first}" makes no sense here: "lockstep ${subcommand}" takes options only`,
  );
}

/**
 * Returns which of a few words was given, in any case.
 * @throws {UsageError} if it is none of them: that it `isNone` of what they are
 */
export function parseChoice<Choice extends string>(
  text: string,
  choices: readonly Choice[],
  isNone: string,
): Choice {
  const choice = choices.find((name) => name === text.toLowerCase());
  if (choice !== undefined) return choice;
  throw new UsageError(
    `"${text}" ${isNone}: expected one of ${choices.join(", ")}`,
  );
}

/**
 * Returns the digest that `--digest` names, if it is given.
 * @throws {UsageError} if there is none of this name
 */
export function parseDigest(
  { values }: RawArguments,
): DigestName | undefined {
  const text = values.get("digest");
  return text === undefined
    ? undefined
    : parseChoice(text, DIGESTS, "is no digest");
}

/**
 * Returns the disk that `--disk` names, or `auto`.
 * @throws {UsageError} if there is none of this name
 */
export function parseDisk({ values }: RawArguments): DiskChoice {
  return parseChoice(values.get("disk") ?? "auto", DISKS, "is no disk");
}

/** When there are colours. */
const COLOURS = ["auto", "always", "never"] as const;

export type ColourChoice = typeof COLOURS[number];

/**
 * Returns when `--color` wants colours, or `auto`.
 * @throws {UsageError} if it does not say when
 */
export function parseColour({ values }: RawArguments): ColourChoice {
  return parseChoice(
    values.get("color") ?? "auto",
    COLOURS,
    "does not say when to use colours",
  );
}

/**
 * Returns how many worker threads `--threads` asks for, if it is given.
 * @throws {UsageError} if they are too many
 */
export function parseThreads(given: RawArguments): number | undefined {
  return parseCount(given, "threads", { least: 0, most: MOST_THREADS });
}

/**
 * Returns the number that an option gives, if it is given.
 * @throws {UsageError} if it is no whole number or out of range
 */
export function parseCount(
  given: RawArguments,
  name: OptionName,
  range: { readonly least: number; readonly most: number },
): number | undefined {
  const text = given.values.get(name);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= range.least && value <= range.most) {
    return value;
  }
  throw new UsageError(
    `"${text}" does not fit --${name}: expected a whole number from ${range.least} to ${range.most}`,
  );
}
