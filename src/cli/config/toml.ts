import { parse, TomlError } from "smol-toml";
import { keyLines, type LineOf } from "./key_lines.ts";
import { describeStop } from "./toml_words.ts";

/** What a TOML document says. */
export interface TomlContents {
  readonly table: Readonly<Record<string, unknown>>;
  readonly lineOf: LineOf;
}

/** A TOML document, or where it is none. */
export type ParsedToml =
  | { readonly kind: "toml" } & TomlContents
  | {
    readonly kind: "wrong";
    /** In the order of the lines. */
    readonly mistakes: readonly TomlMistake[];
    /** What the other lines say, where the broken ones leave no doubt of it; see `isUnread`. */
    readonly rest: TomlContents | undefined;
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
    : { kind: "wrong", ...readAround(parsed, text) };
}

/** What the name begins with that stands for a key, or for the head of a table, that could not be read. */
const UNREAD = "broken in line ";

/** Tells whether a name stands for a line that could not be read. */
export function isUnread(name: string): boolean {
  return name.startsWith(UNREAD);
}

type Attempt = { readonly table: Readonly<Record<string, unknown>> };

function tryParse(text: string): Attempt | TomlMistake {
  try {
    return { table: parse(text) };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const [message = ""] = error.message.split("\n");
    const { line, column } = error;
    const reason = describeStop({
      reason: message.replace(/^Invalid TOML document: /, ""),
      text: text.split("\n")[line - 1] ?? "",
      column,
    });
    return { line, reason };
  }
}

/**
 * Returns all mistakes, and what is left without them. The library ends at each;
 * so another name is put in place of its line and the whole is read again, as
 * long as that line stands for itself: what a broken list or text of several
 * lines leaves behind would be told as mistakes that nobody made.
 */
function readAround(
  first: TomlMistake,
  text: string,
): Omit<Extract<ParsedToml, { readonly kind: "wrong" }>, "kind"> {
  const lines = text.split("\n");
  const mistakes = [first];
  let { line } = first;
  while (standsForItself(lines[line - 1] ?? "")) {
    const isHeader = lines[line - 1]?.trimStart().startsWith("[") === true;
    const name = `"${UNREAD}${line}"`;
    lines[line - 1] = isHeader ? `[${name}]` : `${name} = 0`;
    const without = lines.join("\n");
    const next = tryParse(without);
    if ("table" in next) {
      return { mistakes, rest: { ...next, lineOf: keyLines(without) } };
    }
    if (next.line <= line) break;
    mistakes.push(next);
    line = next.line;
  }
  return { mistakes, rest: undefined };
}

/** Tells whether a line is a key or the head of a table, and nothing goes on below it. */
function standsForItself(line: string): boolean {
  const isStatement = /^\s*(\[\[?\s*)?[A-Za-z]/.test(line);
  const opens = /"""|'''|=\s*[[{]/.test(line);
  return isStatement && !opens;
}
