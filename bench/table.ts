/** What one tool came to in one scenario. */
export interface Row {
  readonly scenario: string;
  readonly title: string;
  readonly tool: string;
  /** Median of all runs. */
  readonly wallMs: number;
  readonly leastMs: number;
  readonly mostMs: number;
  readonly cpuMs: number | undefined;
  readonly peakBytes: number | undefined;
  /** Median until all is on the disk, where that is measured. */
  readonly settledMs: number | undefined;
  /** Median to the median of the scenario's base. */
  readonly ratio: number | undefined;
  /** What the ratio may be at the most. */
  readonly bar: number | undefined;
}

const COLUMNS = ["tool", "wall", "spread", "CPU", "peak", "ratio", "bar"];

/** Returns the rows of one scenario as a Markdown table under its title. */
export function formatTable(rows: readonly Row[]): string {
  const [first] = rows;
  if (first === undefined) return "";
  const isSettled = first.settledMs !== undefined;
  const head = isSettled ? [...COLUMNS, "on disk"] : COLUMNS;
  const lines = rows.map((row) => [
    row.tool,
    seconds(row.wallMs),
    `${seconds(row.leastMs)} - ${seconds(row.mostMs)}`,
    row.cpuMs === undefined ? "?" : seconds(row.cpuMs),
    row.peakBytes === undefined
      ? "?"
      : `${Math.round(row.peakBytes / 2 ** 20)} MiB`,
    row.ratio === undefined ? "?" : row.ratio.toFixed(2),
    row.bar === undefined ? "" : row.bar.toFixed(2),
    ...(isSettled ? [seconds(row.settledMs ?? NaN)] : []),
  ]);
  const all = [head, ...lines];
  const widths = head.map((_, column) =>
    Math.max(...all.map((line) => line[column]?.length ?? 0))
  );
  const rule = widths.map((width) => "-".repeat(width));
  const text = [head, rule, ...lines].map((line) => {
    return `| ${
      line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")
    } |`;
  });
  return `\n${first.scenario}: ${first.title}\n\n${text.join("\n")}`;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(3)} s`;
}
