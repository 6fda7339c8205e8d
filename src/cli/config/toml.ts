import { parse, TomlError } from "smol-toml";
import { keyLines, type LineOf } from "./key_lines.ts";

/** A TOML document, or where it is none. */
export type ParsedToml =
  | {
    readonly kind: "toml";
    readonly table: Readonly<Record<string, unknown>>;
    readonly lineOf: LineOf;
  }
  | { readonly kind: "wrong"; readonly line: number; readonly reason: string };

/** Reads a TOML document. A broken one is told by its first mistake. */
export function parseToml(text: string): ParsedToml {
  try {
    return { kind: "toml", table: parse(text), lineOf: keyLines(text) };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const [message = ""] = error.message.split("\n");
    const reason = message.replace(/^Invalid TOML document: /, "");
    return { kind: "wrong", line: error.line, reason };
  }
}
