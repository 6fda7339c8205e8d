import type { RelativePath } from "../model/paths/path.ts";
import { quote, quotePath } from "../model/paths/quote.ts";
import type { Explanation } from "../model/rules/explanation.ts";
import type { FileLimits } from "../model/rules/filter_settings.ts";
import { describeOrigin, type Rule } from "../model/rules/rule.ts";

/** What a file is that a limit leaves out. */
const BEYOND: Readonly<Record<keyof FileLimits, string>> = {
  leastBytes: "it is smaller than --min-size",
  mostBytes: "it is larger than --max-size",
  oldestMs: "it was last changed longer ago than --max-age",
  newestMs: "it was changed since --min-age",
};

/** Says in one line what filters make of a path. */
export function explanationLine(
  path: RelativePath,
  explanation: Explanation,
): string {
  const { isExcluded, decided, entry } = explanation;
  const verdict = isExcluded ? "excluded" : "mirrored";
  const folder = decided === path
    ? ""
    : `the folder ${quote(decided)} is excluded, by `;
  const note = entry === undefined ? " (the source has nothing there)" : "";
  const name = quotePath(path);
  return `${verdict} ${name}: ${folder}${reasonOf(explanation)}${note}`;
}

function reasonOf({ rule, limit }: Explanation): string {
  if (limit !== undefined) return BEYOND[limit];
  return rule === undefined ? "no rule matches it" : describeRule(rule);
}

function describeRule({ text, from }: Rule): string {
  return from.kind === "option"
    ? `${describeOrigin(from, quote)} ${quote(text)}`
    : `the rule ${quote(text)} in ${describeOrigin(from, quote)}`;
}

/** Returns what the object of an explanation says, as docs/json.md has it. */
export function explanationFields(
  { isExcluded, decided, entry, rule, limit }: Explanation,
): object {
  return {
    excluded: isExcluded,
    decided,
    ...(entry === undefined ? {} : { entry }),
    ...(rule === undefined ? {} : { rule: ruleFields(rule) }),
    ...(limit === undefined ? {} : { limit: LIMIT_OPTIONS[limit] }),
  };
}

const LIMIT_OPTIONS: Readonly<Record<keyof FileLimits, string>> = {
  leastBytes: "min-size",
  mostBytes: "max-size",
  oldestMs: "max-age",
  newestMs: "min-age",
};

function ruleFields({ text, from }: Rule): object {
  switch (from.kind) {
    case "option":
      return { text, option: from.option };
    case "file":
      return { text, file: from.path, line: from.line };
    case "folder":
      return { text, folder: from.folder, line: from.line };
  }
}
