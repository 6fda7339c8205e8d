/** Which names the replica's file system takes for one. */
export interface NameRules {
  /** `a` and `A`. */
  readonly foldsCase: boolean;
  /** A letter with its accent, and the same as two characters (NFC, NFD). */
  readonly normalizes: boolean;
}

/** Tells whether there are different names that stand for one entry. */
export function foldsNames({ foldsCase, normalizes }: NameRules): boolean {
  return foldsCase || normalizes;
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
  /** Those for which there is no room beside another name of the source. */
  readonly clashes: readonly Clash[];
  /** Those that the replica has, spelled otherwise. */
  readonly respelled: readonly Respelling[];
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
}

/**
 * Finds the names of the source that the replica's file system would take for
 * one another, and those that only changed their spelling. Of several names for
 * one entry that is kept which the replica has, or else the first in the order
 * of their characters.
 */
export function judgeNames(
  { source, replica }: NamesOfFolder,
  rules: NameRules,
): JudgedNames {
  const there = new Set(replica);
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
      respelled.push({ name: kept, was });
    }
  }
  return { clashes, respelled };
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
