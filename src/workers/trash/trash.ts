import { probeCapabilities } from "../../disk/capabilities.ts";
import type { CopyOptions } from "../../disk/copy.ts";
import { type Disk, DiskError, type Folder } from "../../disk/disk.ts";
import { mendMetadata, partsToSet } from "../../disk/metadata.ts";
import { openIfThere } from "../../disk/open_if_there.ts";
import { makePrivateFolder } from "../../disk/private_folder.ts";
import {
  keepOld,
  type SettingAside,
  takeAway,
  takeFolder,
} from "../../disk/set_aside.ts";
import { writeSmall } from "../../disk/small_file.ts";
import type { Capabilities } from "../../model/entry/difference.ts";
import type { DirectoryEntry, EntryKind } from "../../model/entry/entry.ts";
import {
  nameOf,
  parentPath,
  type RelativePath,
  ROOT,
} from "../../model/paths/path.ts";
import { pathBelow, styleOfPath } from "../../model/paths/system_path.ts";
import type { KeptFolder } from "../../model/plan/step.ts";
import type { TrashSettings } from "../../model/settings.ts";
import { recordName } from "../../model/trash/trash.ts";
import type { ThinTrashReply } from "../job.ts";
import { attempt, attemptOn } from "./attempt.ts";
import { type Thinning, thinTrash } from "./thin_trash.ts";
import { readMarker } from "./trash_job.ts";

/** What a trash works with. */
export interface TrashMeans {
  readonly disk: Disk;
  /** How entries are copied in this pass. */
  readonly copyOptions: CopyOptions;
  /** Where the replica is. */
  readonly replica: string;
  /** Looks at a folder of the replica. */
  readonly lookAt: (folder: RelativePath) => DirectoryEntry;
}

/** A folder of the replica that loses something, and its counterpart in the trash. */
export interface Losing {
  readonly to: Folder;
  /** The counterpart, made when first asked for. */
  readonly kept: Folder;
}

/**
 * The trash of one pass: a folder named after the pass that has, at the same
 * paths, what the pass takes out of the replica. It is made when it is first
 * needed. Nothing that goes wrong here costs a version: then it stays in the
 * replica.
 */
export class Trash implements Disposable {
  readonly #settings: TrashSettings;
  readonly #means: TrashMeans;
  readonly #copyOptions: CopyOptions;
  #root: Folder | undefined;
  #pass: Folder | undefined;
  #capabilities: Capabilities | undefined;

  constructor(settings: TrashSettings, means: TrashMeans) {
    this.#settings = settings;
    this.#means = means;
    this.#copyOptions = {
      ...means.copyOptions,
      digest: undefined,
      flush: true,
      capabilities: () => this.#capabilities ??= this.#probe(),
    };
  }

  /** Returns where the old version of a path goes, for people. */
  placeOf(path: RelativePath): string {
    const { path: trash, pass } = this.#settings;
    const below = path === "" ? pass : `${pass}/${path}`;
    return pathBelow(trash, below, styleOfPath(trash));
  }

  /**
   * Keeps what is about to be replaced; returns whether it still has its name.
   * @throws {DiskError | StillChanging | Stopped} and then it is where it was
   */
  keepOld(losing: Losing, name: string, kind: EntryKind): boolean {
    if (!losing.to.writable) return true;
    return attemptOn(
      name,
      losing,
      () => keepOld(this.#aside(losing, name, kind), this.#copyOptions),
    );
  }

  /**
   * Moves a file, link or special file out of the replica.
   * @throws {DiskError | StillChanging | Stopped} and then it is where it was
   */
  takeAway(losing: Losing, name: string, kind: EntryKind): void {
    if (!losing.to.writable) return;
    attemptOn(
      name,
      losing,
      () => takeAway(this.#aside(losing, name, kind), this.#copyOptions),
    );
  }

  /**
   * Moves a folder with all that is in it. Returns false, and does nothing, if
   * it cannot go as a whole, as the trash is on another device.
   * @throws {DiskError} and then it is where it was
   */
  takeFolder(losing: Losing, name: string): boolean {
    if (!losing.to.writable) return true;
    return attemptOn(
      name,
      losing,
      () => takeFolder(losing.to, name, losing.kept),
    );
  }

  /** Whether folders can go as a whole, as far as that is known beforehand. */
  get isNear(): boolean {
    return this.#settings.isNear;
  }

  /**
   * Opens the counterpart of a folder of the replica, and makes it, and those
   * above it, if they are not there. `own` is the replica's folder as it was.
   */
  openFolder(
    folder: RelativePath,
    own: DirectoryEntry,
    tell: (made: KeptFolder) => void,
  ): Folder {
    return attempt(() => {
      const pass = this.#openPass();
      const existing = openIfThere(pass, folder);
      if (existing !== undefined) return existing;
      for (const path of missingDownTo(folder, pass)) {
        const place = { in: parentPath(path), name: nameOf(path) };
        if (!makePrivateFolder(pass, place)) continue;
        const facts = path === folder ? own : this.#means.lookAt(path);
        tell({ folder: path, own: facts });
      }
      return pass.openFolder(folder);
    });
  }

  /** Gives a folder of the trash the owner, mode and time of the one that it stands for. */
  stamp({ folder, own }: KeptFolder): void {
    attempt(() => {
      using to = this.#openPass().openFolder(folder);
      const replica = to.own();
      const rules = { ...this.#copyOptions, attributes: undefined };
      const parts = partsToSet(own, replica, rules);
      mendMetadata(to, { name: "", source: own, replica, parts }, rules);
    });
  }

  /**
   * Notes what the replica did not have when the pass began: what is found
   * there later has not been there always.
   */
  noteCreated(paths: readonly RelativePath[]): void {
    const lines = paths.map((path) => `${JSON.stringify(path)}\n`);
    attempt(
      () =>
        writeSmall(
          this.#openRoot(),
          recordName(this.#settings.pass),
          lines.join(""),
        ),
      "note in the trash what is new",
    );
  }

  /** Removes the passes that nothing keeps. */
  thin(how: Pick<Thinning, "rule" | "now" | "stop">): ThinTrashReply {
    const { pass: current, path: trash } = this.#settings;
    const root = this.#openRoot();
    const places = { trash, replica: this.#means.replica };
    const found = readMarker(root, places);
    if (found.kind === "ours") {
      return thinTrash({ ...how, root, marker: found.marker, current });
    }
    throw new DiskError("it is no longer that of this replica", {
      doing: "thin out the trash",
      code: "ESTALE",
      side: "trash",
    });
  }

  [Symbol.dispose](): void {
    this.#pass?.[Symbol.dispose]();
    this.#root?.[Symbol.dispose]();
  }

  #aside(losing: Losing, name: string, kind: EntryKind): SettingAside {
    const { to: from, kept: to } = losing;
    return { from, name, kind, to, staging: this.#openRoot() };
  }

  #openRoot(): Folder {
    const { path, identity } = this.#settings;
    return this.#root ??= this.#means.disk.openRoot(path, {
      side: "trash",
      identity,
    });
  }

  #openPass(): Folder {
    if (this.#pass !== undefined) return this.#pass;
    const root = this.#openRoot();
    makePrivateFolder(root, { in: ROOT, name: this.#settings.pass });
    return this.#pass = root.openFolder(this.#settings.pass as RelativePath);
  }

  #probe(): Capabilities {
    const { owner } = this.#copyOptions;
    return probeCapabilities(this.#means.disk, this.#openRoot(), {
      owner,
    });
  }
}

/** Returns the folders on the way to a folder, and itself, from the first that is not there. */
function missingDownTo(
  folder: RelativePath,
  pass: Folder,
): readonly RelativePath[] {
  const missing = [folder];
  for (let at = parentPath(folder); at !== ROOT; at = parentPath(at)) {
    using existing = openIfThere(pass, at);
    if (existing !== undefined) break;
    missing.unshift(at);
  }
  return missing;
}
