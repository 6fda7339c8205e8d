import type { EntryKind } from "../model/entry/entry.ts";
import {
  nameOf,
  parentPath,
  type RelativePath,
  ROOT,
} from "../model/paths/path.ts";
import { quote } from "../model/paths/quote.ts";
import {
  type Evidence,
  judgePast,
  type Past,
  type PastFolderFacts,
  UNTIL_NOW,
} from "../model/trash/history.ts";
import type { PastSettings } from "../model/trash/past.ts";
import { recordName } from "../model/trash/trash.ts";
import { type Disk, DiskError, type Folder } from "./disk.ts";
import { openIfThere } from "./open_if_there.ts";
import { readSmall } from "./small_file.ts";

/** What is found of a folder's past by its path. */
export interface PastView extends PastFolderFacts {
  readonly path: RelativePath;
}

/** The names that a pass made in a folder. */
type Created = ReadonlyMap<RelativePath, ReadonlySet<string>>;

/**
 * The past of a replica, as its trash tells it: what passes took away, and what
 * they made. Everything is looked up when it is asked for, by open folders and
 * names.
 */
export class PastReplica implements Disposable {
  readonly #trash: Folder;
  readonly #replica: Folder;
  readonly #passes: readonly string[];
  readonly #created: readonly Created[];
  readonly #views = new Map<RelativePath, PastView>();

  /** @throws {DiskError} if the trash or the replica cannot be opened, or a list cannot be read */
  constructor(settings: PastSettings, disk: Disk) {
    this.#trash = disk.openRoot(settings.trash, {
      side: "trash",
      identity: settings.trashIdentity,
    });
    this.#replica = disk.openRoot(settings.replica, {
      side: "replica",
      identity: settings.replicaIdentity,
    });
    this.#passes = settings.passes;
    this.#created = settings.passes.map((pass) => this.#readCreated(pass));
  }

  /** Returns what is known of a folder, or `undefined` if it was none. */
  viewOf(path: RelativePath): PastView | undefined {
    const known = this.#views.get(path);
    if (known !== undefined) return known;
    const view = path === ROOT ? this.#root() : this.#look(path);
    if (view !== undefined) this.#views.set(path, view);
    return view;
  }

  /** Decides about a name in a folder, from the kinds that are known of it by pass. */
  judge(
    view: PastView,
    name: string,
    kinds: ReadonlyMap<number, EntryKind>,
  ): Past {
    const evidence: Evidence[] = [];
    this.#passes.forEach((_, pass) => {
      const kind = kinds.get(pass) ?? this.#createdBy(pass, view.path, name);
      if (kind !== undefined) evidence.push({ pass, kind });
    });
    return judgePast(evidence, view.until);
  }

  /** Opens a folder as a pass has kept it, if it has. */
  openKept(pass: number, path: RelativePath): Folder | undefined {
    const name = this.#passes[pass];
    if (name === undefined) return undefined;
    const below = path === ROOT ? name : `${name}/${path}`;
    return openIfThere(this.#trash, below as RelativePath);
  }

  /** Opens a folder of the replica as it is now, if it is one. */
  openPresent(path: RelativePath): Folder | undefined {
    return openIfThere(this.#replica, path);
  }

  [Symbol.dispose](): void {
    this.#trash[Symbol.dispose]();
    this.#replica[Symbol.dispose]();
  }

  /** The replica itself may have been made anew. */
  #root(): PastView | undefined {
    const kinds = new Map<number, EntryKind>();
    this.#passes.forEach((_, pass) => {
      using kept = this.openKept(pass, ROOT);
      if (kept !== undefined) kinds.set(pass, "directory");
    });
    const above = { path: ROOT, passes: [...kinds.keys()], until: UNTIL_NOW };
    const past = this.judge(above, "", kinds);
    if (past.kind === "none") return undefined;
    return past.kind === "folder" ? { ...past, path: ROOT } : above;
  }

  #look(path: RelativePath): PastView | undefined {
    const above = this.viewOf(parentPath(path));
    if (above === undefined) return undefined;
    const name = nameOf(path);
    const kinds = new Map<number, EntryKind>();
    for (const pass of above.passes) {
      using kept = this.openKept(pass, above.path);
      const kind = kept?.stat(name)?.kind;
      if (kind !== undefined) kinds.set(pass, kind);
    }
    const past = this.judge(above, name, kinds);
    switch (past.kind) {
      case "folder":
        return { ...past, path };
      case "present": {
        using present = this.openPresent(path);
        if (present === undefined) return undefined;
        return { path, passes: [], until: UNTIL_NOW };
      }
      case "kept":
      case "none":
        return undefined;
    }
  }

  #createdBy(
    pass: number,
    folder: RelativePath,
    name: string,
  ): "absent" | undefined {
    return this.#created[pass]?.get(folder)?.has(name) ? "absent" : undefined;
  }

  #readCreated(pass: string): Created {
    const created = new Map<RelativePath, Set<string>>();
    const text = readSmall(this.#trash, recordName(pass)) ?? "";
    for (const line of text.split("\n")) {
      if (line === "") continue;
      const path = toPath(line, recordName(pass));
      const folder = parentPath(path);
      const names = created.get(folder) ?? new Set();
      names.add(nameOf(path));
      created.set(folder, names);
    }
    return created;
  }
}

function toPath(line: string, list: string): RelativePath {
  try {
    const path: unknown = JSON.parse(line);
    if (typeof path === "string") return path as RelativePath;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new DiskError(`a line of it is no path: ${quote(line)}`, {
    doing: `read ${quote(list)} in the trash`,
    code: "",
    side: "trash",
  });
}
