import { parseArgs } from "@std/cli/parse-args";
import { closestString } from "@std/text/closest-string";
import { type OptionName, OPTIONS, type OptionSpec } from "./options.ts";
import { UsageError } from "./usage_error.ts";

/** The command line, split but not yet understood. */
export interface RawArguments {
  readonly positionals: readonly string[];
  readonly switches: ReadonlySet<OptionName>;
  readonly values: ReadonlyMap<OptionName, string>;
}

/** The parts of the standard library's `parseArgs` that are used here; it comes without types. */
type ParseArgs = (
  args: readonly string[],
  options: {
    readonly boolean: readonly string[];
    readonly string: readonly string[];
    readonly collect: readonly string[];
    readonly alias: Readonly<Record<string, readonly string[]>>;
    readonly unknown: (argument: string, key?: string) => unknown;
  },
) => Readonly<Record<string, unknown>> & { readonly _: readonly string[] };

const parse: ParseArgs = parseArgs;

/**
 * Splits a command line into positionals, switches and values.
 * @throws {UsageError} on an unknown option, a missing or an unwanted value
 */
export function splitArguments(args: readonly string[]): RawArguments {
  const specs: readonly OptionSpec[] = OPTIONS;
  const withValue = specs.filter((option) => option.value !== undefined);
  const flags = specs.filter((option) => option.value === undefined);
  refuseSwitchValues(args, flags);
  const parsed = parse(args, {
    boolean: flags.map(({ name }) => name),
    string: ["_", ...withValue.map(({ name }) => name)],
    collect: withValue.map(({ name }) => name),
    alias: Object.fromEntries(
      specs.map((option) => [option.name, otherSpellings(option)]),
    ),
    unknown: (argument, key) => {
      if (key !== undefined) throw unknownOption(argument);
    },
  });
  const values = new Map<OptionName, string>();
  const switches = new Set<OptionName>();
  for (
    const { name, value }
      of OPTIONS as readonly (OptionSpec & { name: OptionName })[]
  ) {
    const given = parsed[name];
    if (value === undefined && given === true) switches.add(name);
    if (value === undefined || !Array.isArray(given)) continue;
    const [first, second]: readonly unknown[] = given;
    if (given.length > 1) {
      throw new UsageError(
        `"--${name}" is given twice, "${first}" and "${second}": give it once`,
      );
    }
    if (typeof first === "string" && first !== "") values.set(name, first);
    else if (given.length > 0) throw missingValue({ name, value });
  }
  return { positionals: parsed._, switches, values };
}

function otherSpellings({ short, also }: OptionSpec): readonly string[] {
  return [...(short === undefined ? [] : [short]), ...(also ?? [])];
}

/** The option before a "=": `--once` of `--once=no`, `-n` of `-n=no`. */
const SPELLING_BEFORE_VALUE = /^--?[^=]+(?==)/;

/** The library takes `--once=no` for `--once`, which would be a bad surprise. */
function refuseSwitchValues(
  args: readonly string[],
  flags: readonly OptionSpec[],
): void {
  for (const argument of args) {
    if (argument === "--") return;
    const given = SPELLING_BEFORE_VALUE.exec(argument)?.[0];
    const flag = flags.find(({ name, short }) =>
      given === `--${name}` || given === `-${short}`
    );
    if (flag !== undefined) {
      throw new UsageError(
        `"${given}" takes no value: write it alone, or leave it out`,
      );
    }
  }
}

function unknownOption(argument: string): UsageError {
  const given = argument.split("=", 1)[0] ?? argument;
  const known = OPTIONS.flatMap((
    option: OptionSpec,
  ) => [option.name, ...(option.also ?? [])]);
  const nearest: unknown = closestString(given.replace(/^-+/, ""), known);
  const hint = typeof nearest === "string" && given.startsWith("--")
    ? `did you mean "--${nearest}"?`
    : `"lockstep --help" lists the options`;
  return new UsageError(`unknown option "${given}": ${hint}`);
}

function missingValue(
  { name, value }: { name: string; value: string },
): UsageError {
  return new UsageError(`"--${name}" needs a value: --${name} ${value}`);
}
