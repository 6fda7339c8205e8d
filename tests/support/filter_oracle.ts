import {
  childPath,
  type RelativePath,
  ROOT,
} from "../../src/model/paths/path.ts";
import { ruleLibrary } from "../../src/model/rules/gitignore.ts";
import {
  parseRules,
  type Rule,
  RULES_NAME,
} from "../../src/model/rules/rule.ts";

/** A tree of files, by their contents, and folders. */
export interface Plain {
  readonly [name: string]: string | Plain;
}

/** What is left out. */
export interface OracleFilters {
  /** Those of options. */
  readonly rules: readonly Rule[];
  readonly mostBytes?: number | undefined;
  readonly deleteExcluded: boolean;
}

/** What a pass is to make of a replica. */
export interface Expected {
  readonly replica: Plain;
  /** Entries that something excluded is in the way of. */
  readonly blocked: readonly string[];
}

/** Says, in the plainest way, what docs/filters.md says a pass makes of a replica. */
export function expectFiltered(
  source: Plain,
  replica: Plain,
  filters: OracleFilters,
): Expected {
  const oracle = new Oracle(filters);
  const merged = oracle.merge(source, replica, { path: ROOT, above: [] });
  return { replica: merged, blocked: oracle.blocked };
}

/** A folder, and the rules of the source's folders down to it. */
interface Place {
  readonly path: RelativePath;
  readonly above: readonly Rule[];
}

class Oracle {
  readonly blocked: string[] = [];
  readonly #filters: OracleFilters;

  constructor(filters: OracleFilters) {
    this.#filters = filters;
  }

  merge(source: Plain, replica: Plain, outside: Place): Plain {
    const place = inside(source, outside);
    const merged: Record<string, string | Plain> = {};
    const names = new Set([...Object.keys(source), ...Object.keys(replica)]);
    for (const name of names) {
      const found = this.#judge(name, { source, replica }, place);
      if (found !== undefined) merged[name] = found;
    }
    return merged;
  }

  #judge(
    name: string,
    { source: { [name]: from }, replica: { [name]: to } }: {
      readonly source: Plain;
      readonly replica: Plain;
    },
    place: Place,
  ): string | Plain | undefined {
    const { deleteExcluded } = this.#filters;
    const below = { ...place, path: childPath(place.path, name) };
    if (from === undefined || this.#isOut(from, below)) {
      const stays = from !== undefined && !this.#isRuledOut(from, below);
      return stays && !deleteExcluded ? to : this.#leave(to, below);
    }
    if (to !== undefined && isFolder(from) !== isFolder(to)) {
      const isKept = isFolder(to)
        ? this.#leave(to, below) !== undefined
        : this.#isRuledOut(to, below);
      if (isKept && !deleteExcluded) {
        this.blocked.push(below.path);
        return to;
      }
    }
    if (!isFolder(from)) return from;
    return this.merge(from, isFolder(to) ? to : {}, below);
  }

  /** Returns what stays of what the pass does not see in the source. */
  #leave(
    entry: string | Plain | undefined,
    place: Place,
  ): string | Plain | undefined {
    if (entry === undefined || this.#filters.deleteExcluded) return undefined;
    if (this.#isOut(entry, place)) return entry;
    if (!isFolder(entry)) return undefined;
    const left = Object.entries(entry).flatMap(([name, child]) => {
      const path = childPath(place.path, name);
      const kept = this.#leave(child, { ...place, path });
      return kept === undefined ? [] : [[name, kept] as const];
    });
    return left.length === 0 ? undefined : Object.fromEntries(left);
  }

  #isOut(entry: string | Plain, place: Place): boolean {
    const { mostBytes = Infinity } = this.#filters;
    const isTooLarge = !isFolder(entry) && entry.length > mostBytes;
    return isTooLarge || this.#isRuledOut(entry, place);
  }

  #isRuledOut(entry: string | Plain, { path, above }: Place): boolean {
    const rules = [...above, ...this.#filters.rules];
    const rule = ruleLibrary.findRule(rules, {
      path,
      isFolder: isFolder(entry),
    });
    return rule !== undefined && !rule.negative;
  }
}

function isFolder(entry: string | Plain | undefined): entry is Plain {
  return typeof entry === "object";
}

function inside(
  { [RULES_NAME]: text }: Plain,
  { path: folder, above }: Place,
): Place {
  if (typeof text !== "string") return { path: folder, above };
  const rules = parseRules(text, (line) => ({ kind: "folder", folder, line }));
  return { path: folder, above: [...above, ...rules] };
}
