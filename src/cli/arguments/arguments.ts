import {
  isOptionOf,
  type OptionName,
  OPTIONS,
  type OptionSpec,
} from "../options.ts";
import { findSubcommand, type SubcommandName } from "../subcommands.ts";
import { UsageError } from "../usage_error.ts";
import { nearestWord } from "./nearest.ts";

/** The command line, split but not yet understood. */
export interface RawArguments {
  /** `sync` where none is named. */
  readonly subcommand: SubcommandName;
  /** All that are neither options nor the name of the subcommand. */
  readonly positionals: readonly string[];
  readonly switches: ReadonlySet<OptionName>;
  readonly values: ReadonlyMap<OptionName, string>;
}

/** A command line as it was written. */
export interface CommandLine extends RawArguments {
  /** The subcommand stands there. */
  readonly isNamed: boolean;
}

type Option = OptionSpec & { readonly name: OptionName };

const SPECS: readonly Option[] = OPTIONS;

/**
 * Splits a command line into positionals, switches and values, as GNU programs
 * do: `--log FILE`, `--log=FILE`, `-l FILE`, `-lFILE`, `-qn`, and names alone
 * after `--`.
 *
 * The libraries for this do other things: @std/cli takes the `false` of
 * `--once false` for a value and drops the `5` of `-c5`; node:util takes 8 ms
 * to load, a third of what the help takes as a whole.
 * @throws {UsageError} on an unknown option, a missing or an unwanted value
 */
export function splitArguments(args: readonly string[]): CommandLine {
  const splitter = new Splitter(args);
  splitter.split();
  return splitter;
}

class Splitter implements CommandLine {
  subcommand: SubcommandName = "sync";
  isNamed = false;
  readonly positionals: string[] = [];
  readonly switches = new Set<OptionName>();
  readonly values = new Map<OptionName, string>();
  readonly #args: readonly string[];
  #next = 0;

  constructor(args: readonly string[]) {
    this.#args = args;
  }

  split(): void {
    let mayBeNamed = true;
    for (;;) {
      const argument = this.#args[this.#next++];
      if (argument === undefined) break;
      if (argument === "--") {
        this.positionals.push(...this.#args.slice(this.#next));
        break;
      }
      if (argument.startsWith("--")) this.#takeLong(argument);
      else if (isOption(argument)) this.#takeLetters(argument.slice(1));
      else {
        const named = mayBeNamed ? findSubcommand(argument) : undefined;
        if (named === undefined) this.positionals.push(argument);
        else {
          this.subcommand = named;
          this.isNamed = true;
        }
        mayBeNamed = false;
      }
    }
    this.#refuseForeign();
  }

  /** Options of other subcommands make no sense with this one. */
  #refuseForeign(): void {
    const given = [...this.switches, ...this.values.keys()];
    const foreign = SPECS.find((option) =>
      given.includes(option.name) && !isOptionOf(option, this.subcommand)
    );
    if (foreign === undefined) return;
    throw new UsageError(
      `"--${foreign.name}" is no option of "lockstep ${this.subcommand}": "lockstep help ${this.subcommand}" lists those`,
    );
  }

  /** Takes `--name` or `--name=value`. */
  #takeLong(argument: string): void {
    const [spelled = argument] = argument.split("=", 1);
    const name = spelled.slice(2);
    const option = optionNamed(name);
    if (option === undefined) throw unknownOption(spelled);
    const isGiven = spelled.length < argument.length;
    const glued = isGiven ? argument.slice(spelled.length + 1) : undefined;
    if (option.value !== undefined) this.#setValue(option, glued);
    else if (isGiven) throw unwantedValue(spelled);
    else this.switches.add(option.name);
  }

  /** Takes letters after one dash: switches, of which the last may be an option with its value. */
  #takeLetters(letters: string): void {
    for (let at = 0; at < letters.length; at++) {
      const letter = letters[at];
      const spelled = `-${letter}`;
      const option = optionByLetter(letter);
      const rest = letters.slice(at + 1);
      if (option === undefined) throw unknownOption(spelled, `-${letters}`);
      if (option.value !== undefined) {
        const glued = rest === "" ? undefined : rest.replace(/^=/, "");
        return this.#setValue(option, glued);
      }
      if (rest.startsWith("=")) throw unwantedValue(spelled);
      this.switches.add(option.name);
    }
  }

  #setValue({ name, value, repeats }: Option, glued: string | undefined): void {
    const before = this.values.get(name);
    const given = glued ?? this.#takeValue();
    if (given === undefined || given === "") {
      const next = glued === undefined ? this.#args[this.#next] : undefined;
      throw new UsageError(
        `"--${name}" needs a value: --${name} ${
          isValueWithDash(next) ? `${value}, here --${name}=${next}` : value
        }`,
      );
    }
    if (before !== undefined && repeats === undefined) {
      throw new UsageError(
        `"--${name}" is given twice, "${before}" and "${given}": give it once`,
      );
    }
    this.values.set(
      name,
      before === undefined
        ? given
        : `${before}${repeats === "lines" ? "\n" : ","}${given}`,
    );
  }

  /** What looks like an option is none's value: a forgotten value is likelier. */
  #takeValue(): string | undefined {
    const next = this.#args[this.#next];
    if (next === undefined || isOption(next)) return undefined;
    this.#next++;
    return next;
  }
}

/** What begins as an option does, and is none, was meant as a value. */
function isValueWithDash(argument: string | undefined): boolean {
  if (argument === undefined || !isOption(argument)) return false;
  if (!argument.startsWith("--")) return !optionByLetter(argument[1]);
  const [name = ""] = argument.slice(2).split("=", 1);
  return argument !== "--" && !optionNamed(name);
}

function optionNamed(name: string): Option | undefined {
  return SPECS.find((spec) => spec.name === name || spec.also?.includes(name));
}

function optionByLetter(letter: string | undefined): Option | undefined {
  return SPECS.find(({ short }) => short !== undefined && short === letter);
}

/** A dash alone may be a name. */
function isOption(argument: string): boolean {
  return argument.startsWith("-") && argument.length > 1;
}

function unwantedValue(spelled: string): UsageError {
  return new UsageError(
    `"${spelled}" takes no value: write it alone, or leave it out`,
  );
}

function unknownOption(spelled: string, group = spelled): UsageError {
  const known = SPECS.flatMap(({ name, also }) => [name, ...(also ?? [])]);
  const nearest = nearestWord(spelled.replace(/^-+/, ""), known);
  const hint = nearest !== undefined && spelled.startsWith("--")
    ? `did you mean "--${nearest}"?`
    : `"lockstep --help" lists the options`;
  const where = group === spelled ? "" : ` in "${group}"`;
  return new UsageError(`unknown option "${spelled}"${where}: ${hint}`);
}
