import { copyFile } from "../../disk/copy.ts";
import { copyNode } from "../../disk/copy_node.ts";
import type { Folder, Listing, ReadableFolder } from "../../disk/disk.ts";
import { mendMetadata, partsToSet } from "../../disk/metadata.ts";
import { checkStop, Stopped } from "../../disk/stop.ts";
import { timeOf } from "../../model/entry/drift.ts";
import type { EntryKind } from "../../model/entry/entry.ts";
import type { Outcome } from "../../model/outcome/outcome.ts";
import { childPath, type RelativePath } from "../../model/paths/path.ts";
import type { NewLink } from "../../model/plan/hard_links.ts";
import type { CreateStep } from "../../model/plan/step.ts";
import type { PassContext } from "../context.ts";
import { meanwhile, notCopied, toOutcome, unusable } from "../problems.ts";
import type { FolderFilter } from "../rules/exclusion.ts";
import { copiedOutcome, LARGE_BYTES } from "./copied.ts";

/**
 * How much of a new folder is made before the folder gets its name, in entries
 * and in bytes: so much at the most is lost to a power cut. If other threads
 * have nothing to do, the rest is shared out earlier.
 */
const MOST_ENTRIES = 10_000;
const MOST_BYTES = 64 * 1024 * 1024;
const ENTRIES_IF_OTHERS_WAIT = 250;

/** A folder of the source and its unfinished copy, in which nobody else works. */
export interface Filling {
  /** The path in both trees, once the copy has its name. */
  readonly path: RelativePath;
  readonly from: ReadableFolder;
  /** What lies in it. */
  readonly listing: Listing;
  readonly to: Folder;
}

/** What became of a folder's entries. */
export interface Filled {
  readonly outcomes: readonly Outcome[];
  /** What is still to be made in it. */
  readonly rest: readonly CreateStep[];
  /** Files that have other names, too. */
  readonly linked: readonly NewLink[];
}

/**
 * Makes the files and links of a new folder under their own names, and gives
 * the folder its metadata if that is all there is. Told to stop, it leaves off
 * after a whole file.
 */
export function fillFolder(filling: Filling, context: PassContext): Filled {
  const filler = new Filler(filling, context);
  try {
    filler.fill();
  } catch (error) {
    if (!(error instanceof Stopped)) {
      filler.outcomes.push(toOutcome(error, filling.path));
    }
  }
  return filler;
}

class Filler implements Filled {
  readonly outcomes: Outcome[] = [];
  readonly rest: CreateStep[] = [];
  readonly linked: NewLink[] = [];
  readonly #filling: Filling;
  readonly #context: PassContext;
  readonly #filter: FolderFilter | undefined;
  #made = 0;
  #bytes = 0;

  constructor(filling: Filling, context: PassContext) {
    this.#filling = filling;
    this.#context = context;
    this.#filter = context.exclusion?.in(filling.path);
  }

  fill(): void {
    const { names, kinds, unusable: bad } = this.#filling.listing;
    for (const path of bad.map((name) => this.#pathOf(name))) {
      // Told before anything was changed, where names were looked through.
      if (!this.#context.isLeftAlone?.(path)) {
        this.outcomes.push(unusable(path));
      }
    }
    names.forEach((name, index) => {
      checkStop(this.#context.signals.stop);
      const entry = kinds[index] ?? "other";
      if (this.#context.isLeftAlone?.(this.#pathOf(name))) return;
      if (this.#isHidden(name, entry)) return;
      const isLater = entry === "directory" || this.#isEnough();
      if (isLater && (entry !== "other" || this.#context.specials)) {
        this.rest.push({ kind: "create", name, entry });
      } else this.#make(name, entry);
    });
    if (this.rest.length + this.linked.length === 0) this.#stamp();
    if (this.#context.flusher.rules.files) this.#filling.to.flush();
  }

  /** Tells whether filters leave it out. What cannot be looked at is told. */
  #isHidden(name: string, entry: EntryKind): boolean {
    const { from } = this.#filling;
    try {
      return this.#filter?.hides(name, entry, () => from.stat(name)) ?? false;
    } catch (error) {
      this.outcomes.push(toOutcome(error, this.#pathOf(name)));
      return true;
    }
  }

  #isEnough(): boolean {
    if (this.#made < ENTRIES_IF_OTHERS_WAIT) return false;
    return this.#made >= MOST_ENTRIES || this.#bytes >= MOST_BYTES ||
      this.#context.signals.isHungry();
  }

  #make(name: string, entry: EntryKind): void {
    const path = this.#pathOf(name);
    try {
      if (entry === "file") this.#makeFile(name, path);
      else this.#makeOther(name, path);
      this.#made++;
    } catch (error) {
      this.outcomes.push(toOutcome(error, path));
    }
  }

  #makeFile(name: string, path: RelativePath): void {
    const { from, to } = this.#filling;
    const copied = copyFile({
      from,
      name,
      to,
      as: name,
      isPrivate: true,
      maxBytes: LARGE_BYTES,
      leaveLinked: this.#context.settings.hardLinks,
    }, this.#context.copyOptions);
    if (copied.kind === "linked") {
      const { source } = copied;
      this.linked.push({
        source,
        folder: this.#filling.path,
        name,
        expected: undefined,
      });
      return;
    }
    if (copied.kind === "too large") {
      const { bytes } = copied;
      this.rest.push({ kind: "create", name, entry: "file", bytes });
      return;
    }
    this.#bytes += copied.bytes;
    this.#context.gauge?.addEntry();
    const { sizes: isTimed } = this.#context.settings;
    const deed = { action: "copied", isTimed } as const;
    this.outcomes.push(copiedOutcome(path, copied, deed));
  }

  #makeOther(name: string, path: RelativePath): void {
    const { from, to } = this.#filling;
    const source = from.stat(name);
    if (source?.kind === "other" && !this.#context.specials) {
      this.outcomes.push(notCopied(path, source));
    } else if (source?.kind === "symlink" || source?.kind === "other") {
      const attributes = from.attributesOf?.(name);
      const lost = copyNode(
        { source, attributes, to, as: name },
        this.#context.copyOptions,
      );
      if (lost !== undefined) throw lost;
      const { sizes } = this.#context.settings;
      const modified = sizes === true ? timeOf(source) : undefined;
      this.outcomes.push({ status: "done", action: "created", path, modified });
    } else {
      this.outcomes.push(
        meanwhile(path, "it became something else in the source"),
      );
    }
  }

  #stamp(): void {
    const { from, to } = this.#filling;
    const [source, replica] = [from.own(), to.own()];
    const parts = partsToSet(source, replica, this.#context.copyOptions);
    const attributes = from.attributesOf?.("");
    const { lost } = mendMetadata(
      to,
      { name: "", source, replica, parts, attributes },
      this.#context.copyOptions,
    );
    if (lost !== undefined) throw lost;
  }

  #pathOf(name: string): RelativePath {
    return childPath(this.#filling.path, name);
  }
}
