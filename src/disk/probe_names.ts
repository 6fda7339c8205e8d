import {
  nameKey,
  type NameRules,
  type NameTraits,
} from "../model/paths/folded_names.ts";
import {
  DOUBTFUL_CHARACTERS,
  DOUBTFUL_DEVICE,
  DOUBTFUL_ENDS,
  type NameLimits,
  takesAll,
} from "../model/paths/name_limits.ts";
import type { RelativePath } from "../model/paths/path.ts";
import type { Folder } from "./disk.ts";
import { ifPossible, succeeds } from "./if_possible.ts";
import { dropTree } from "./remove.ts";
import { temporaryName } from "./temporary.ts";

/** A name with a large letter and one that has two spellings, as one character and as two; and one without. */
const COMPOSED = "aB\u00e9";
const PLAIN = "aB";
/** Another letter that is written as two characters. */
const DECOMPOSED = "o\u0302";

const EXACT: NameTraits = { foldsCase: false, normalizes: false };

/**
 * Finds out how the replica's file system deals with names, by making files in a
 * temporary folder, and looking for them under other spellings. Where nothing
 * can be made all names count as different. The folder has its time back
 * afterwards, if it can.
 */
export function probeNames(folder: Folder): NameTraits {
  const temporary = temporaryName();
  if (!folder.writable) return EXACT;
  if (!succeeds(() => folder.createFolder(temporary, 0o700))) return EXACT;
  let found = EXACT;
  succeeds(() => {
    using inside = folder.openFolder(temporary as RelativePath);
    found = probeInside(inside);
  });
  dropTree(folder, temporary);
  restoreTime(folder);
  return found;
}

/** Not all file systems take a letter that is not plain. */
function probeInside(folder: Folder): NameTraits {
  for (const name of [COMPOSED, PLAIN]) {
    if (!succeeds(() => make(folder, name))) continue;
    const rules: NameRules = {
      foldsCase: isThere(folder, `Ab${name.slice(2)}`),
      normalizes: name !== PLAIN && isThere(folder, name.normalize("NFD")),
    };
    const [spelling, limits] = [
      probeSpelling(folder, name, rules),
      probeLimits(folder),
    ];
    return {
      ...rules,
      ...(spelling && { spelling }),
      ...(limits && { limits }),
    };
  }
  return EXACT;
}

/** Looks how names are listed that were made. */
function probeSpelling(
  folder: Folder,
  name: string,
  { foldsCase, normalizes }: NameRules,
): NameRules | undefined {
  const made = [name];
  if (normalizes && succeeds(() => make(folder, DECOMPOSED))) {
    made.push(DECOMPOSED);
  }
  const listed = new Set(folder.list().names);
  if (made.every((name) => listed.has(name))) return undefined;
  const keys = (rules: NameRules): ReadonlySet<string> =>
    new Set([...listed].map((name) => nameKey(name, rules)));
  const all = { foldsCase, normalizes };
  // What is found by neither is a matter of its own.
  if (!made.every((name) => keys(all).has(nameKey(name, all)))) {
    return undefined;
  }
  const forms = { foldsCase: false, normalizes };
  return made.every((name) => keys(forms).has(nameKey(name, forms)))
    ? forms
    : all;
}

/** Perf: where all is well, as nearly everywhere, one file tells. */
function probeLimits(folder: Folder): NameLimits | undefined {
  const isKept = (name: string): boolean =>
    succeeds(() => make(folder, name)) && folder.list().names.includes(name);
  if (isKept(`${DOUBTFUL_CHARACTERS}${DOUBTFUL_ENDS}`) && isKept(`x.`)) {
    return undefined;
  }
  const limits: NameLimits = {
    characters: [...DOUBTFUL_CHARACTERS]
      .filter((character) => !isKept(`c${character}c`)).join(""),
    ends: [...DOUBTFUL_ENDS].filter((end) => !isKept(`end${end}`)).join(""),
    devices: !isKept(DOUBTFUL_DEVICE),
  };
  // Where nothing can be made any more, for whatever reason, nothing has been found out.
  return takesAll(limits) || !isKept("last") ? undefined : limits;
}

function make(folder: Folder, name: string): void {
  folder.createFile(name, 0o600)[Symbol.dispose]();
}

/** A name that is refused is none of those that are there. */
function isThere(folder: Folder, name: string): boolean {
  return ifPossible(() => folder.stat(name)) !== undefined;
}

/** Gives a folder the time that it had when it was opened, if it can. */
export function restoreTime(folder: Folder): void {
  succeeds(() => {
    const own = folder.own();
    using held = folder.hold("", own);
    held.setTime(own);
  });
}
