/** The colours that texts get at a terminal. */
export type Colour = "red" | "yellow" | "green";

/** Numbers of ECMA-48, "select graphic rendition". */
const CODES: Readonly<Record<Colour, number>> = {
  red: 31,
  green: 32,
  yellow: 33,
};

/** Returns a text in a colour; what follows has that of the terminal again. */
export function paint(text: string, colour: Colour): string {
  return `\u001b[${CODES[colour]}m${text}\u001b[39m`;
}

/** Paints, or leaves a text as it is where there are no colours. */
export type Painter = (text: string, colour: Colour) => string;

/** Returns what paints, where there are colours. */
export function painter(hasColours: boolean): Painter {
  return hasColours ? paint : (text) => text;
}
