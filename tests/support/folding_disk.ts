import { type Disk, DiskError, type Folder } from "../../src/disk/disk.ts";
import {
  nameKey,
  type NameRules,
  type NameTraits,
} from "../../src/model/paths/folded_names.ts";
import { limitProblem } from "../../src/model/paths/name_limits.ts";
import { namesOf, type RelativePath } from "../../src/model/paths/path.ts";
import { testDisk } from "./test_disk.ts";

/**
 * The disk that is tested, with a replica that takes different names for one as
 * APFS or NTFS do: an entry keeps the spelling that it was made with, and is
 * found by all others. With a spelling of its own, as HFS+, it writes names in
 * that, whatever they are given; with limits, as FAT, it refuses some.
 */
export function foldingDisk(rules: NameTraits): Disk {
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

function foldingFolder(inner: Folder, rules: NameTraits): Folder {
  /** Returns the spelling that is there, or the given one. */
  const real = (name: string): string => {
    const key = nameKey(name, rules);
    const { names } = inner.list();
    return names.find((it) => nameKey(it, rules) === key) ??
      spelled(name, rules);
  };
  /** The same for what is to be made. */
  const made = (name: string): string => {
    const problem = rules.limits && limitProblem(name, rules.limits);
    if (problem === undefined) return real(name);
    const doing = "create it";
    throw new DiskError(problem, { doing, side: "replica", code: "ENOENT" });
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
    createFile: (name, mode) => inner.createFile(made(name), mode),
    createFolder: (name, mode) => inner.createFolder(made(name), mode),
    createLink: (name, link) => inner.createLink(made(name), link),
    createHardLink: (name, { folder, name: of }) => {
      const from = insides.get(folder) ?? folder;
      inner.createHardLink(real(name), { folder: from, name: of });
    },
    rename: (from, to) => inner.rename(real(from), made(to)),
    renameNew: (from, { to, kind }) =>
      inner.renameNew(real(from), { to: made(to), kind }),
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

/** Returns how a file system writes a name that it is given. */
function spelled(name: string, { spelling }: NameTraits): string {
  return spelling === undefined ? name : nameKey(name, spelling);
}

function openReal(folder: Folder, name: string, rules: NameRules): Folder {
  const inner = insides.get(folder) ?? folder;
  const key = nameKey(name, rules);
  const { names } = inner.list();
  const real = names.find((it) => nameKey(it, rules) === key) ?? name;
  return inner.openFolder(real as RelativePath);
}
