import ignore, { type Ignore } from "ignore";
import { parentPath, type RelativePath } from "../paths/path.ts";
import { literal, type Rule } from "./rule.ts";

/** Rules, made ready to be asked. */
export interface RuleSet {
  /** Tells whether a path is excluded. None of the folders that it lies in may be. */
  excludes(path: RelativePath, isFolder: boolean): boolean;
}

/** What rules are worked with; loaded only by passes that have some. */
export interface RuleLibrary {
  compile(rules: readonly Rule[]): CompiledRules;
  /** Returns rules in their order: of those that match a path the last one decides. */
  join(lists: readonly CompiledRules[]): RuleSet;
  /** Returns the rule that decides on a path, if one matches it. */
  findRule(rules: readonly Rule[], asked: AskedPath): Rule | undefined;
}

/** What a rule is looked for. */
export interface AskedPath {
  readonly path: RelativePath;
  readonly isFolder: boolean;
}

/** A list of rules that can be joined with others. */
export interface CompiledRules {
  readonly list: Ignore;
}

/** Names are compared byte for byte, as everywhere. */
const OPTIONS = { ignorecase: false, allowRelativePaths: true };

/** The library keeps each path that it was asked about: after so many it begins anew. */
const MOST_KEPT = 4096;

/** The library behind a type of ours. */
export const ruleLibrary: RuleLibrary = { compile, join, findRule };

function compile(rules: readonly Rule[]): CompiledRules {
  const list = ignore(OPTIONS);
  for (const { pattern, negative } of rules) {
    list.add({ pattern: negative ? `!${pattern}` : pattern });
  }
  return { list };
}

function join(lists: readonly CompiledRules[]): RuleSet {
  const all = lists.map(({ list }) => list);
  let asked = ignore(OPTIONS).add(all);
  let kept = 0;
  return {
    excludes: (path, isFolder) => {
      if (++kept > MOST_KEPT) {
        asked = ignore(OPTIONS).add(all);
        kept = 0;
      }
      return asked.ignores(isFolder ? `${path}/` : path);
    },
  };
}

/**
 * The library names no rule that brings a path back. So all rules are taken for
 * excluding ones, which then name the last that matches; the folders above the
 * path, which are not excluded, are brought back at the end.
 */
function findRule(
  rules: readonly Rule[],
  { path, isFolder }: AskedPath,
): Rule | undefined {
  const list = ignore(OPTIONS);
  rules.forEach(({ pattern }, index) =>
    list.add({ pattern, mark: `${index}` })
  );
  for (let above = parentPath(path); above !== ""; above = parentPath(above)) {
    list.add({ pattern: `!${literal(above)}/` });
  }
  const { rule } = list.test(isFolder ? `${path}/` : path);
  return rule === undefined ? undefined : rules[Number(rule.mark)];
}
