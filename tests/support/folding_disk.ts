import type { Disk, Folder } from "../../src/disk/disk.ts";
import { nameKey, type NameRules } from "../../src/model/folded_names.ts";
import { namesOf, type RelativePath } from "../../src/model/path.ts";
import { testDisk } from "./test_disk.ts";

/**
 * The disk that is tested, with a replica that takes different names for one as
 * APFS, NTFS or HFS+ do: an entry keeps the spelling that it was made with, and
 * is found by all others.
 */
export function foldingDisk(rules: NameRules): Disk {
  return {
    ...testDisk,
    openRoot: (path, options) => {
      const root = testDisk.openRoot(path, options);
      return options.side === "source" ? root : foldingFolder(root, rules);
    },
  };
}

/** The real folders inside those that are handed out. */
const insides = new WeakMap<Folder, Folder>();

function foldingFolder(inner: Folder, rules: NameRules): Folder {
  /** Returns the spelling that is there, or the given one. */
  const real = (name: string): string => {
    const key = nameKey(name, rules);
    const { names } = inner.list();
    return names.find((it) => nameKey(it, rules) === key) ?? name;
  };
  const folding: Folder = {
    writable: inner.writable,
    own: () => inner.own(),
    list: () => inner.list(),
    forgetWay: () => inner.forgetWay?.(),
    stat: (name) => inner.stat(real(name)),
    openFolder: (path) => {
      let at = foldingFolder(inner.openFolder("" as RelativePath), rules);
      for (const name of namesOf(path)) {
        using above = at;
        at = foldingFolder(openReal(above, name, rules), rules);
      }
      return at;
    },
    openFile: (name) => inner.openFile(real(name)),
    createFile: (name, mode) => inner.createFile(real(name), mode),
    createFolder: (name, mode) => inner.createFolder(real(name), mode),
    createLink: (name, link) => inner.createLink(real(name), link),
    createHardLink: (name, { folder, name: of }) => {
      const from = insides.get(folder) ?? folder;
      inner.createHardLink(real(name), { folder: from, name: of });
    },
    rename: (from, to) => inner.rename(real(from), real(to)),
    renameNew: (from, { to, kind }) =>
      inner.renameNew(real(from), { to: real(to), kind }),
    moveNew: (from, { folder, ...place }) => {
      const to = insides.get(folder) ?? folder;
      return inner.moveNew(real(from), { ...place, folder: to });
    },
    removeFile: (name) => inner.removeFile(real(name)),
    removeFolder: (name) => inner.removeFolder(real(name)),
    flush: () => inner.flush(),
    hold: (name, seen) => inner.hold(name === "" ? "" : real(name), seen),
    [Symbol.dispose]: () => inner[Symbol.dispose](),
  };
  insides.set(folding, inner);
  return folding;
}

function openReal(folder: Folder, name: string, rules: NameRules): Folder {
  const inner = insides.get(folder) ?? folder;
  const key = nameKey(name, rules);
  const { names } = inner.list();
  const real = names.find((it) => nameKey(it, rules) === key) ?? name;
  return inner.openFolder(real as RelativePath);
}
