import { isThere, readFile } from "./modules.ts";

/** A test as a document names it. */
export interface NamedTest {
  readonly path: string;
  readonly name: string;
}

/** Returns the tests that a list of a document names: - `tests/a_test.ts`: "its name". */
export function testsNamedIn(text: string): readonly NamedTest[] {
  const items = text.matchAll(/^- `(tests\/[^`]+)`:\s+"([^"]+)"$/gm);
  return [...items].map(([, path = "", name = ""]) => ({
    path,
    name: name.replace(/\s+/g, " "),
  }));
}

/** Tells whether a file has a test of this name, be it one that is made of parts. */
export function hasTest({ path, name }: NamedTest): boolean {
  return isThere(path) &&
    namePatternsIn(readFile(path)).some((pattern) => pattern.test(name));
}

/** A name that is mostly filled in could be any. */
const LEAST_LETTERS = 8;

/** Returns what matches the names that may be of tests: the texts and templates of a file. */
function namePatternsIn(text: string): readonly RegExp[] {
  const patterns: RegExp[] = [];
  for (const [, quoted, template] of text.matchAll(TEXTS)) {
    const parts = template?.split(/\$\{[^}]*\}/) ?? [quoted ?? ""];
    if (parts.join("").length < LEAST_LETTERS) continue;
    patterns.push(new RegExp(`^${parts.map(RegExp.escape).join(".*")}$`));
  }
  return patterns;
}

/** What stands in quotes after a bracket, a comma or a line's beginning, as the name of a test does. */
const TEXTS = /(?<=[(,]\s*)(?:"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`)/g;
