import { namesOf, type RelativePath } from "../paths/path.ts";

/** The name under which any folder of the source may have rules of its own. */
export const RULES_NAME = ".lockstepignore";

/** One rule of what is left out, in the syntax of gitignore. */
export interface Rule {
  /** What it matches, from the root of the source: begins with a slash or matches in every folder. */
  readonly pattern: string;
  /** It brings back what an earlier one excludes. */
  readonly negative: boolean;
  /** As it was written. */
  readonly text: string;
  readonly from: RuleOrigin;
}

/** Where a rule was written. */
export type RuleOrigin =
  | { readonly kind: "option"; readonly option: "exclude" | "include" }
  /** A file named on the command line. */
  | { readonly kind: "file"; readonly path: string; readonly line: number }
  /** A `.lockstepignore` of the source. */
  | {
    readonly kind: "folder";
    readonly folder: RelativePath;
    readonly line: number;
  };

/** What a folder of the source says of itself and of all below it. Plain data: it travels between threads. */
export interface FolderRules {
  readonly folder: RelativePath;
  readonly rules: readonly Rule[];
}

/** Returns the rules of the lines of a file: blank lines and comments are none. */
export function parseRules(
  text: string,
  origin: (line: number) => RuleOrigin,
): readonly Rule[] {
  return text.replace(/^\uFEFF/, "").split("\n").flatMap((line, index) =>
    parseRule(line.replace(/\r$/, ""), origin(index + 1))
  );
}

/**
 * Returns the rule that a line stands for, none for a blank line or a comment.
 * What a folder of the source says holds below that folder only: a pattern with
 * a slash at its beginning or in its middle is anchored there, any other
 * matches at all depths below.
 */
export function parseRule(line: string, from: RuleOrigin): readonly Rule[] {
  if (line.startsWith("#")) return [];
  const negative = line.startsWith("!");
  const body = negative ? line.slice(1) : line;
  if (/^\/? *$/.test(body)) return [];
  const text = line;
  const folder = from.kind === "folder" ? from.folder : "";
  return [{
    pattern: below(folder as RelativePath, body),
    negative,
    text,
    from,
  }];
}

/**
 * A rule may have so many `**`. Rules are matched by regular expressions, which
 * take time by that power of the depth of a path: with three, a tenth of a
 * second for a path of 250 names, with four, four seconds. Who can write to the
 * source must not be able to keep a pass busy for ever.
 */
export const MOST_GLOBSTARS = 3;

/** Returns the first rule that has more `**` than a rule may have. */
export function findTooWild(rules: readonly Rule[]): Rule | undefined {
  return rules.find(({ text }) =>
    (text.match(/\*{2,}/g) ?? []).length > MOST_GLOBSTARS
  );
}

function below(folder: RelativePath, pattern: string): string {
  // A leading "!" or "#" of a pattern that has lost its own "!" is not special any more.
  if (folder === "") return pattern.replace(/^[!#]/, "\\$&");
  const prefix = literal(folder);
  const isAnchored = /\/(?! *$)/.test(pattern);
  if (!isAnchored) return `${prefix}/**/${pattern}`;
  return `${prefix}/${pattern.replace(/^\//, "")}`;
}

/** Returns the pattern that matches a path of the source and nothing else. */
export function literal(path: RelativePath): string {
  return namesOf(path).map((name) => `/${name.replace(/[\\*?[\]]/g, "\\$&")}`)
    .join("");
}

/** Says where a rule stands: `line 3 of ".lockstepignore"`. Paths are quoted by `quote`. */
export function describeOrigin(
  from: RuleOrigin,
  quote: (path: string) => string,
): string {
  switch (from.kind) {
    case "option":
      return `--${from.option}`;
    case "file":
      return `line ${from.line} of ${quote(from.path)}`;
    case "folder": {
      const path = from.folder === ""
        ? RULES_NAME
        : `${from.folder}/${RULES_NAME}`;
      return `line ${from.line} of ${quote(path)}`;
    }
  }
}
