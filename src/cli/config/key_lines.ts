/** Where a value is in a document: names of tables and keys, and numbers in arrays of tables. */
export type KeyPath = readonly (string | number)[];

/** Tells in which line a key stands, or the nearest table around it; the first line is 1. */
export type LineOf = (path: KeyPath) => number | undefined;

/**
 * Finds the lines in which the keys and tables of a TOML document stand, which
 * the library for TOML does not tell. The document has to be one: this only
 * steps over what cannot be a key.
 */
export function keyLines(text: string): LineOf {
  const scanner = new Scanner(text);
  scanner.scan();
  return (path) => {
    for (let length = path.length; length > 0; length--) {
      const line = scanner.lines.get(JSON.stringify(path.slice(0, length)));
      if (line !== undefined) return line;
    }
    return undefined;
  };
}

class Scanner {
  readonly lines = new Map<string, number>();
  readonly #text: string;
  #at = 0;
  /** The number of the last table of each array of tables. */
  readonly #last = new Map<string, number>();

  constructor(text: string) {
    this.#text = text;
  }

  scan(): void {
    let table: KeyPath = [];
    for (this.#skip(BETWEEN); this.#at < this.#text.length;) {
      const line = this.#text.slice(0, this.#at).split("\n").length;
      if (this.#take("[")) {
        const isOfArray = this.#take("[");
        table = this.#enter(this.#key(), { isOfArray });
        this.#note(table, line);
        this.#skip(/[\] \t]*/y);
      } else {
        this.#note([...table, ...this.#key()], line);
        this.#skip(/[ \t]*=[ \t]*/y);
        this.#value();
      }
      this.#skip(BETWEEN);
    }
  }

  /** Returns what a header names, with the numbers of the tables in arrays. */
  #enter(
    names: readonly string[],
    { isOfArray }: { readonly isOfArray: boolean },
  ): KeyPath {
    let path: KeyPath = [];
    for (const [index, name] of names.entries()) {
      path = [...path, name];
      const id = JSON.stringify(path);
      const last = this.#last.get(id);
      if (isOfArray && index === names.length - 1) {
        const number = last === undefined ? 0 : last + 1;
        this.#last.set(id, number);
        path = [...path, number];
      } else if (last !== undefined) path = [...path, last];
    }
    return path;
  }

  #note(path: KeyPath, line: number): void {
    const id = JSON.stringify(path);
    if (!this.lines.has(id)) this.lines.set(id, line);
  }

  /** `a.b."c d"` */
  #key(): readonly string[] {
    const names: string[] = [];
    do {
      const [found] = this.#skip(/[ \t]*/y), part = this.#skip(NAME)[0];
      if (part === "" && found === "") break;
      names.push(unquote(part));
      this.#skip(/[ \t]*/y);
    } while (this.#take("."));
    return names;
  }

  /** Steps over a value, of however many lines. */
  #value(): void {
    let depth = 0;
    while (this.#at < this.#text.length) {
      if (this.#skip(STRING)[0] !== "" || this.#skip(COMMENT)[0] !== "") {
        continue;
      }
      const character = this.#text.charAt(this.#at);
      if (character === "\n" && depth === 0) return;
      if ("[{".includes(character)) depth++;
      if ("]}".includes(character)) depth--;
      this.#at++;
    }
  }

  #take(character: string): boolean {
    if (this.#text.charAt(this.#at) !== character) return false;
    this.#at++;
    return true;
  }

  /** Steps over what matches here, and returns it. */
  #skip(pattern: RegExp): readonly [string] {
    pattern.lastIndex = this.#at;
    const [found = ""] = pattern.exec(this.#text) ?? [];
    this.#at += found.length;
    return [found];
  }
}

/** Blanks, line ends and comments. */
const BETWEEN = /(?:\uFEFF|\s|#[^\n]*)*/y;
const COMMENT = /#[^\n]*/y;
const NAME = /[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'/y;
/** Long ones first; a backslash before a quote counts in double quotes only. */
const STRING =
  /"""(?:[^\\]|\\[^])*?"""+|'''[^]*?'''+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'/y;

function unquote(name: string): string {
  if (name.startsWith("'")) return name.slice(1, -1);
  if (!name.startsWith('"')) return name;
  try {
    const value: unknown = JSON.parse(name);
    return typeof value === "string" ? value : name;
  } catch (error) {
    // TOML knows escapes that JSON does not; no key of ours needs one.
    if (error instanceof SyntaxError) return name.slice(1, -1);
    throw error;
  }
}
