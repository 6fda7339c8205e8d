/** Columns of a page of help: those of the smallest terminal. */
export const PAGE_WIDTH = 80;

/** A text and what it is explained by. */
export type Row = readonly [left: string, right: string];

/** Breaks a paragraph into lines, between words; a word that is longer than a line gets one. */
export function wrap(text: string, width = PAGE_WIDTH): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && longer.length > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

/** Returns how wide the left column of rows is. */
export function widthOf(rows: readonly Row[]): number {
  return Math.max(...rows.map(([left]) => left.length));
}

/** Sets rows in two columns, of which the right one is broken into lines. */
export function inColumns(rows: readonly Row[], left = widthOf(rows)): string {
  const indent = " ".repeat(left + 4);
  return rows.map(([name, text]) => {
    const lines = wrap(text, PAGE_WIDTH - indent.length);
    return `  ${name.padEnd(left)}  ${lines.join(`\n${indent}`)}`;
  }).join("\n");
}
