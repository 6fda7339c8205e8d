import type { DirectoryEntry, Entry, EntryKind } from "../model/entry/entry.ts";
import { childPath, type RelativePath, ROOT } from "../model/paths/path.ts";
import { type Past, UNTIL_NOW } from "../model/trash/history.ts";
import {
  DiskError,
  type Folder,
  type Listing,
  type ReadableFolder,
} from "./disk.ts";
import type { ReadableAttributes } from "./entry_attributes.ts";
import type { ReadableFile } from "./open_file.ts";
import type { PastReplica, PastView } from "./past.ts";

/**
 * A folder of the replica as it was at some time: what later passes took from
 * it is there, what they made is not, and what they left alone is that of
 * today. To whoever reads it, it is a folder like any other.
 */
export class PastFolder implements ReadableFolder {
  readonly #past: PastReplica;
  readonly #view: PastView;
  /** Those that were needed so far: the replica's own under `UNTIL_NOW`. */
  readonly #open = new Map<number, Folder | undefined>();

  readonly #whole: Disposable | undefined;

  /** `whole` is closed with the folder. */
  constructor(past: PastReplica, view: PastView, whole?: Disposable) {
    this.#past = past;
    this.#view = view;
    this.#whole = whole;
  }

  list(): Listing {
    const kinds = new Map<string, Map<number, EntryKind>>();
    const unusable = new Set<string>();
    const { passes, until } = this.#view;
    const sources = until === UNTIL_NOW ? [...passes, UNTIL_NOW] : passes;
    for (const source of sources) {
      const listing = this.#folderOf(source)?.list();
      listing?.names.forEach((name, index) => {
        const known = kinds.get(name) ?? new Map<number, EntryKind>();
        known.set(source, listing.kinds[index] ?? "other");
        kinds.set(name, known);
      });
      for (const name of listing?.unusable ?? []) unusable.add(name);
    }
    const found = [...kinds].flatMap(([name, known]) => {
      const past = this.#past.judge(this.#view, name, known);
      const kind = kindOf(past, known.get(UNTIL_NOW));
      return kind === undefined ? [] : [{ name, kind }];
    });
    return {
      names: found.map(({ name }) => name),
      kinds: found.map(({ kind }) => kind),
      unusable: [...unusable],
    };
  }

  /** A folder that is there still has its metadata of today: those are no versions. */
  own(): DirectoryEntry {
    const folder = this.#ownFolder();
    if (folder === undefined) throw gone();
    // It is that folder and it is not: nothing may take one for the other.
    return { ...folder.own(), dev: 0, ino: 0 };
  }

  stat(name: string): Entry | undefined {
    const at = this.#find(name);
    if (at !== "folder") return at?.stat(name);
    using folder = this.openFolder(name as RelativePath);
    return folder.own();
  }

  openFolder(path: RelativePath): PastFolder {
    const whole = path === ROOT
      ? this.#view.path
      : childPath(this.#view.path, path);
    const view = this.#past.viewOf(whole);
    if (view === undefined) throw gone();
    return new PastFolder(this.#past, view);
  }

  openFile(name: string): ReadableFile {
    const at = this.#find(name);
    if (at === undefined || at === "folder") throw gone();
    return at.openFile(name);
  }

  attributesOf(name: string): ReadableAttributes {
    const at = name === "" ? this.#ownFolder() : this.#find(name);
    if (at === "folder") {
      // Opened for as long as its attributes are read, which is at once.
      return {
        read: (isWanted) => {
          using folder = this.openFolder(name as RelativePath);
          return folder.attributesOf("").read(isWanted);
        },
      };
    }
    return at?.attributesOf?.(name) ?? { read: () => new Map() };
  }

  [Symbol.dispose](): void {
    for (const folder of this.#open.values()) folder?.[Symbol.dispose]();
    this.#open.clear();
    this.#whole?.[Symbol.dispose]();
  }

  #ownFolder(): Folder | undefined {
    const { until, passes } = this.#view;
    const present = until === UNTIL_NOW ? this.#folderOf(until) : undefined;
    const last = passes.at(-1);
    return present ?? (last === undefined ? undefined : this.#folderOf(last));
  }

  /** Returns the folder in which a name is what it was. */
  #find(name: string): Folder | "folder" | undefined {
    const kinds = new Map<number, EntryKind>();
    for (const pass of this.#view.passes) {
      const kind = this.#folderOf(pass)?.stat(name)?.kind;
      if (kind !== undefined) kinds.set(pass, kind);
    }
    const past = this.#past.judge(this.#view, name, kinds);
    switch (past.kind) {
      case "none":
        return undefined;
      case "kept":
        return this.#folderOf(past.pass);
      case "folder":
        return "folder";
      case "present": {
        const present = this.#folderOf(UNTIL_NOW);
        const isFolder = present?.stat(name)?.kind === "directory";
        return isFolder ? "folder" : present;
      }
    }
  }

  #folderOf(source: number): Folder | undefined {
    if (!this.#open.has(source)) {
      const { path } = this.#view;
      const folder = source === UNTIL_NOW
        ? this.#past.openPresent(path)
        : this.#past.openKept(source, path);
      this.#open.set(source, folder);
    }
    return this.#open.get(source);
  }
}

function kindOf(
  past: Past,
  present: EntryKind | undefined,
): EntryKind | undefined {
  switch (past.kind) {
    case "none":
      return undefined;
    case "kept":
      return past.entry;
    case "folder":
      return "directory";
    case "present":
      return present;
  }
}

function gone(): DiskError {
  return new DiskError("it was not there then", {
    doing: "open it in the trash",
    code: "ENOENT",
    side: "source",
  });
}
