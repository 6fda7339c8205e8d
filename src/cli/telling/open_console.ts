import { Console } from "../../output/console.ts";
import { type Painter, painter } from "../../output/paint.ts";
import type { RawArguments } from "../arguments/arguments.ts";
import { parseColour } from "../arguments/values.ts";
import { hasColours } from "./colours.ts";

/** What is said while something is done, and what is said of it at the end. */
export interface Streams {
  /** Standard error. */
  readonly console: Console;
  /** For standard output. */
  readonly paint: Painter;
}

export interface StreamsOptions {
  /** The result is printed line by line, which would disturb a status line at the same terminal. @default {false} */
  readonly printsMeanwhile?: boolean;
}

/**
 * Returns what the program says things by, in colours where they are wanted.
 * @throws {UsageError} if the command line does not say when that is
 */
export function openStreams(
  given: RawArguments,
  { printsMeanwhile = false }: StreamsOptions = {},
): Streams {
  const choice = parseColour(given);
  const isPrinting = printsMeanwhile || given.switches.has("json");
  return {
    console: new Console(Deno.stderr, {
      colours: hasColours(Deno.stderr, choice),
      status: Deno.stderr.isTerminal() && Deno.env.get("TERM") !== "dumb" &&
        !(isPrinting && Deno.stdout.isTerminal()),
    }),
    paint: painter(hasColours(Deno.stdout, choice)),
  };
}
