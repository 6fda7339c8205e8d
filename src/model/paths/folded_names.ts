import { limitProblem, type NameLimits } from "./name_limits.ts";

/** Which names the replica's file system takes for one. */
export interface NameRules {
  /** `a` and `A`. */
  readonly foldsCase: boolean;
  /** A letter with its accent, and the same as two characters (NFC, NFD). */
  readonly normalizes: boolean;
}

/** All names are one that any file system takes for one. */
export const ALL_FOLDED: NameRules = { foldsCase: true, normalizes: true };

/** All that is known of how the replica's file system deals with names. */
export interface NameTraits extends NameRules {
  /**
   * Names that it takes for one and lists in a spelling of its own, whatever
   * they were given (HFS+: accents apart). `undefined` if it keeps spellings.
   */
  readonly spelling?: NameRules | undefined;
  /** `undefined` if it takes all names. */
  readonly limits?: NameLimits | undefined;
}

/** Tells whether every name is one of its own, and kept as it is. */
export function keepsNames(
  { foldsCase, normalizes, spelling, limits }: NameTraits,
): boolean {
  return !foldsCase && !normalizes && spelling === undefined &&
    limits === undefined;
}

/**
 * Returns what all names have in common that the file system takes for one. No
 * two file systems have the same table of letters; what this misses shows when
 * the second name is made, which never replaces anything.
 */
export function nameKey(
  name: string,
  { foldsCase, normalizes }: NameRules,
): string {
  const text = normalizes ? name.normalize("NFD") : name;
  return foldsCase ? [...text].map(foldCharacter).join("") : text;
}

/** One character stays one: file systems do not take "ss" for a sharp s. */
function foldCharacter(character: string): string {
  const upper = character.toUpperCase();
  const single = upper.length === character.length ? upper : character;
  const lower = single.toLowerCase();
  return lower.length === single.length ? lower : single;
}

/** The names of one folder. */
export interface NamesOfFolder {
  readonly source: readonly string[];
  /** None where the replica has no such folder yet. */
  readonly replica: readonly string[];
}

/** What becomes of names of the source that the replica does not list. */
export interface JudgedNames {
  /** Those that the file system does not take, or not as they are. */
  readonly refused: readonly RefusedName[];
  /** Those for which there is no room beside another name of the source. */
  readonly clashes: readonly Clash[];
  /** Those that the replica has, spelled otherwise. */
  readonly respelled: readonly Respelling[];
}

export interface RefusedName {
  readonly name: string;
  readonly reason: string;
}

export interface Clash {
  readonly name: string;
  /** The name of the source that is kept. */
  readonly beside: string;
}

export interface Respelling {
  readonly name: string;
  /** How the replica spells it. */
  readonly was: string;
  /** The file system spells it so, whatever it is given. */
  readonly stays: boolean;
}

/**
 * Finds the names of the source that the replica's file system would take for
 * one another, and those that only changed their spelling. Of several names for
 * one entry that is kept which the replica has, or else the first in the order
 * of their characters.
 */
export function judgeNames(
  { source: all, replica }: NamesOfFolder,
  rules: NameTraits,
): JudgedNames {
  const there = new Set(replica);
  const refused = findRefused(all, there, rules);
  const out = new Set(refused.map(({ name }) => name));
  const source = out.size === 0 ? all : all.filter((name) => !out.has(name));
  const wanted = new Set(source);
  const replicaByKey = new Map<string, string>();
  for (const name of replica) {
    if (!wanted.has(name)) replicaByKey.set(nameKey(name, rules), name);
  }
  const clashes: Clash[] = [];
  const respelled: Respelling[] = [];
  for (const [key, names] of groupByKey(source, rules)) {
    const [first = ""] = names;
    const kept = names.find((name) => there.has(name)) ?? first;
    for (const name of names) {
      if (name !== kept && !there.has(name)) {
        clashes.push({ name, beside: kept });
      }
    }
    const was = replicaByKey.get(key);
    if (was !== undefined && !there.has(kept)) {
      const { spelling } = rules;
      const stays = spelling !== undefined &&
        nameKey(kept, spelling) === nameKey(was, spelling);
      respelled.push({ name: kept, was, stays });
    }
  }
  return { refused, clashes, respelled };
}

/** What is there has been taken. */
function findRefused(
  names: readonly string[],
  there: ReadonlySet<string>,
  { limits }: NameTraits,
): readonly RefusedName[] {
  if (limits === undefined) return [];
  return names.flatMap((name) => {
    const reason = limitProblem(name, limits);
    return reason === undefined || there.has(name) ? [] : [{ name, reason }];
  });
}

/**
 * Returns the names that the replica lists as the source spells them, where its
 * file system has a spelling of its own: they are found by either.
 */
export function spelledAsInSource(
  { source, replica }: NamesOfFolder,
  spelling: NameRules,
): readonly string[] {
  const [wanted, there] = [new Set(source), new Set(replica)];
  const byKey = new Map<string, string>();
  for (const name of source.toSorted().reverse()) {
    if (!there.has(name)) byKey.set(nameKey(name, spelling), name);
  }
  return replica.map((name) =>
    wanted.has(name) ? name : byKey.get(nameKey(name, spelling)) ?? name
  );
}

function groupByKey(
  names: readonly string[],
  rules: NameRules,
): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const name of names.toSorted()) {
    const key = nameKey(name, rules);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [name]);
    else group.push(name);
  }
  return groups;
}
