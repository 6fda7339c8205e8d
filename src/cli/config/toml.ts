import { parse, TomlError } from "smol-toml";
import { keyLines, type LineOf } from "./key_lines.ts";

/** A TOML document, or where it is none. */
export type ParsedToml =
  | {
    readonly kind: "toml";
    readonly table: Readonly<Record<string, unknown>>;
    readonly lineOf: LineOf;
  }
  | {
    readonly kind: "wrong";
    /** In the order of the lines. */
    readonly mistakes: readonly TomlMistake[];
  };

export interface TomlMistake {
  readonly line: number;
  readonly reason: string;
}

/** Reads a TOML document, or tells what is wrong with it, as far as one mistake lets others be seen. */
export function parseToml(text: string): ParsedToml {
  const parsed = tryParse(text);
  return "table" in parsed
    ? { kind: "toml", table: parsed.table, lineOf: keyLines(text) }
    : { kind: "wrong", mistakes: [parsed, ...mistakesAfter(parsed, text)] };
}

type Attempt = { readonly table: Readonly<Record<string, unknown>> };

function tryParse(text: string): Attempt | TomlMistake {
  try {
    return { table: parse(text) };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const [message = ""] = error.message.split("\n");
    const reason = message.replace(/^Invalid TOML document: /, "");
    return { line: error.line, reason };
  }
}

/**
 * Returns the mistakes below the first. The library ends at each; so its line is
 * taken out and the rest is read again, as long as that line stands for itself:
 * what a broken list or text of several lines leaves behind would be told as
 * mistakes that nobody made.
 */
function mistakesAfter(
  first: TomlMistake,
  text: string,
): readonly TomlMistake[] {
  const lines = text.split("\n");
  const mistakes: TomlMistake[] = [];
  let { line } = first;
  while (standsForItself(lines[line - 1] ?? "")) {
    const isHeader = lines[line - 1]?.trimStart().startsWith("[") === true;
    lines[line - 1] = isHeader ? `["broken in line ${line}"]` : "";
    const next = tryParse(lines.join("\n"));
    if ("table" in next || next.line <= line) break;
    mistakes.push(next);
    line = next.line;
  }
  return mistakes;
}

/** Tells whether a line is a key or the head of a table, and nothing goes on below it. */
function standsForItself(line: string): boolean {
  const isStatement = /^\s*(\[\[?\s*)?[A-Za-z]/.test(line);
  const opens = /"""|'''|=\s*[[{]/.test(line);
  return isStatement && !opens;
}
