import type { ColourChoice } from "../arguments/values.ts";

/** Where something is printed, as far as colours are concerned. */
export interface ColourPlace {
  readonly isTerminal: boolean;
  /** `NO_COLOR` is set and not empty (https://no-color.org). */
  readonly noColour: boolean;
  /** The terminal's kind, as `TERM` names it. */
  readonly term: string | undefined;
}

/** Decides whether there are colours. What the command line says counts more than `NO_COLOR`. */
export function wantsColours(
  choice: ColourChoice,
  { isTerminal, noColour, term }: ColourPlace,
): boolean {
  switch (choice) {
    case "always":
      return true;
    case "never":
      return false;
    case "auto":
      return isTerminal && !noColour && term !== "dumb";
  }
}

/** Decides whether a stream of the program gets colours. */
export function hasColours(
  stream: { isTerminal(): boolean },
  choice: ColourChoice,
): boolean {
  return wantsColours(choice, {
    isTerminal: stream.isTerminal(),
    noColour: Deno.noColor,
    term: Deno.env.get("TERM"),
  });
}
