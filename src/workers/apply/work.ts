import {
  DiskError,
  type Folder,
  type ReadableFolder,
} from "../../disk/disk.ts";
import { checkStop, Stopped } from "../../disk/stop.ts";
import { isUntouched } from "../../model/entry/entry.ts";
import type { Outcome } from "../../model/outcome/outcome.ts";
import type { RemovedNames, Told } from "../../model/outcome/removed_names.ts";
import { childPath, type RelativePath } from "../../model/paths/path.ts";
import type { NewLink } from "../../model/plan/hard_links.ts";
import type {
  FolderStamp,
  FolderSteps,
  KeptFolder,
} from "../../model/plan/step.ts";
import type { PassContext } from "../context.ts";
import type { ApplyReply } from "../job.ts";
import { changedInReplica, hasBecomeAnother, toOutcome } from "../problems.ts";

/** What one apply job has done so far, and what it led to. */
export class Deeds {
  readonly #told: Told[] = [];
  /** What was told last, if that is of removed names: more may join them. */
  #removed: Growing<RemovedNames> | undefined;
  readonly #more: FolderSteps[] = [];
  readonly #stamps: FolderStamp[] = [];
  readonly #emptied: RelativePath[] = [];
  readonly #linked: NewLink[] = [];
  readonly #kept: KeptFolder[] = [];

  /** Does one thing at one path; what goes wrong there becomes its outcome. */
  attempt(path: RelativePath, action: () => void): void {
    try {
      action();
    } catch (error) {
      this.addOutcome(toOutcome(error, path));
    }
  }

  addOutcome(outcome: Outcome): void {
    this.#removed = undefined;
    this.#told.push(outcome);
  }

  /** Tells that a name is gone, and no more. */
  addRemoved(folder: RelativePath, name: string): void {
    if (this.#removed?.folder === folder) {
      this.#removed.names += `/${name}`;
      this.#removed.count++;
    } else {
      this.#removed = { status: "removed", folder, names: name, count: 1 };
      this.#told.push(this.#removed);
    }
  }

  addMore(work: FolderSteps): void {
    if (work.steps.length > 0) this.#more.push(work);
  }

  addStamp(folder: RelativePath): void {
    this.#stamps.push({ folder, parts: [] });
  }

  addLinked(link: NewLink): void {
    this.#linked.push(link);
  }

  addEmptied(folder: RelativePath): void {
    this.#emptied.push(folder);
  }

  addKept(folder: KeptFolder): void {
    this.#kept.push(folder);
  }

  toReply(): ApplyReply {
    return {
      kind: "applied",
      outcomes: this.#told,
      more: this.#more,
      stamps: this.#stamps,
      emptied: this.#emptied,
      linked: this.#linked,
      kept: this.#kept,
    };
  }
}

type Growing<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/** Does one thing at each folder until it is told to stop; what goes wrong at one becomes its outcome. */
export function attemptEach<Item extends { readonly folder: RelativePath }>(
  items: readonly Item[],
  { signals }: Pick<PassContext, "signals">,
  action: (item: Item, deeds: Deeds) => void,
): ApplyReply {
  const deeds = new Deeds();
  try {
    for (const item of items) {
      checkStop(signals.stop);
      deeds.attempt(item.folder, () => action(item, deeds));
    }
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  }
  return deeds.toReply();
}

/** The two sides of the folder in which steps are done, and what they have come to. */
export class FolderWork {
  readonly folder: RelativePath;
  readonly to: Folder;
  readonly context: PassContext;
  readonly deeds: Deeds;
  #from: ReadableFolder | undefined;
  #kept: Folder | undefined;

  constructor(
    place: { folder: RelativePath; to: Folder },
    means: { context: PassContext; deeds: Deeds },
  ) {
    this.folder = place.folder;
    this.to = place.to;
    this.context = means.context;
    this.deeds = means.deeds;
  }

  /** The source's folder, opened when first asked for: what is removed may have none. */
  get from(): ReadableFolder {
    return this.#from ??= this.context.openSource(this.folder);
  }

  /** The folder's counterpart in the trash, made when first asked for. */
  get kept(): Folder {
    const { trash } = this.context;
    if (trash === undefined) throw new Error("There is no trash");
    return this.#kept ??= trash.openFolder(
      this.folder,
      this.to.own(),
      (made) => this.deeds.addKept(made),
    );
  }

  /** Makes the counterpart, for a folder that may have nothing in it. */
  makeKept(): void {
    if (this.context.trash !== undefined && this.to.writable) void this.kept;
  }

  pathOf(name: string): RelativePath {
    return childPath(this.folder, name);
  }

  /**
   * Does something in the folder.
   * @throws {ChangedMeanwhile} if that fails because the folder is no longer there
   */
  inPlace(action: () => void): void {
    try {
      action();
    } catch (error) {
      const isMoved = error instanceof DiskError && error.code === "ENOENT" &&
        error.side === "replica" && !this.#hasItsPath();
      throw isMoved ? changedInReplica() : error;
    }
  }

  /** Tells whether the folder is still where it was opened. */
  #hasItsPath(): boolean {
    try {
      using now = this.context.openReplica(this.folder);
      return isUntouched(this.to.own(), now.own());
    } catch (error) {
      if (error instanceof DiskError && hasBecomeAnother(error)) return false;
      throw error;
    }
  }

  [Symbol.dispose](): void {
    this.#from?.[Symbol.dispose]();
    this.#kept?.[Symbol.dispose]();
  }
}
