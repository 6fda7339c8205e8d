import type { NameRules } from "../model/folded_names.ts";
import type { RelativePath } from "../model/path.ts";
import type { Folder } from "./disk.ts";
import { dropTree } from "./remove.ts";
import { temporaryName } from "./temporary.ts";
import { succeeds } from "./succeeds.ts";

/** A name with a letter that has two spellings, as one character and as two; and one without. */
const COMPOSED = "a\u00e9";
const PLAIN = "a";

const EXACT: NameRules = { foldsCase: false, normalizes: false };

/**
 * Finds out which names the replica's file system takes for one, by looking for
 * a file in a temporary folder under other spellings of its name. Where nothing
 * can be made all names count as different. The folder has its time back
 * afterwards, if it can.
 */
export function probeNames(folder: Folder): NameRules {
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
function probeInside(folder: Folder): NameRules {
  for (const name of [COMPOSED, PLAIN]) {
    if (!succeeds(() => make(folder, name))) continue;
    return {
      foldsCase: isThere(folder, `A${name.slice(1)}`),
      normalizes: name !== PLAIN && isThere(folder, name.normalize("NFD")),
    };
  }
  return EXACT;
}

function make(folder: Folder, name: string): void {
  folder.createFile(name, 0o600)[Symbol.dispose]();
}

/** A name that is refused is none of those that are there. */
function isThere(folder: Folder, name: string): boolean {
  let found = false;
  succeeds(() => {
    found = folder.stat(name) !== undefined;
  });
  return found;
}

/** Gives a folder the time that it had when it was opened, if it can. */
export function restoreTime(folder: Folder): void {
  succeeds(() => {
    const own = folder.own();
    using held = folder.hold("", own);
    held.setTime(own);
  });
}
