import { DiskError, type Folder } from "../../disk/disk.ts";
import { fileSystemsToFlush } from "../../disk/file_systems.ts";
import { readMounts } from "../../disk/mounts.ts";
import { type RelativePath, ROOT } from "../../model/paths/path.ts";
import type { Durability, PassSettings } from "../../model/settings.ts";

/** What is flushed, and when. */
export interface FlushRules {
  /** Each file before it gets its name, and each folder that is filled before it has one. */
  readonly files: boolean;
  /** Each folder as soon as names were made in it. */
  readonly folders: boolean;
  /** A folder of each file system of the replica, where one call flushes all of it. */
  readonly fileSystems: readonly RelativePath[] | undefined;
}

/** Returns what is to be flushed for some durability, given what can be flushed as a whole. */
export function flushRules(
  durable: Durability,
  fileSystems: readonly RelativePath[] | undefined,
): FlushRules {
  switch (durable) {
    case "off":
      return { files: false, folders: false, fileSystems: undefined };
    case "pass":
      return { files: fileSystems === undefined, folders: false, fileSystems };
    case "file":
      return { files: true, folders: true, fileSystems };
  }
}

/** Flushes what a worker, or all of them, have written to the replica. */
export class Flusher {
  readonly rules: FlushRules;
  readonly #isOff: boolean;
  readonly #replica: Folder;
  #failure: DiskError | undefined;

  /** `replica` is open from before the first change, so that it hears of each that fails. */
  constructor(replica: Folder, settings: PassSettings) {
    this.#replica = replica;
    this.#isOff = settings.durable === "off" || !replica.writable;
    this.rules = flushRules(
      this.#isOff ? "off" : settings.durable,
      this.#isOff || replica.flushFileSystem === undefined
        ? undefined
        : readFileSystems(settings.replica),
    );
  }

  /**
   * Flushes all file systems of the replica. Returns false, and does nothing,
   * where that has to be done folder by folder.
   * @throws {DiskError} if it failed, now or before: a system tells of a loss only once
   */
  flushAll(): boolean {
    const { fileSystems } = this.rules;
    if (fileSystems === undefined) return false;
    this.#remember(() => {
      for (const folder of fileSystems) this.#flushFileSystem(folder);
    });
    return true;
  }

  /**
   * Makes sure of what may be the only other copy of something that is about to
   * be removed in this folder.
   * @throws {DiskError} if that failed, now or before
   */
  flushBeforeRemoval(folder: Folder): void {
    if (this.#isOff || this.flushAll()) return;
    this.#remember(() => folder.flush());
  }

  #remember(flush: () => void): void {
    if (this.#failure !== undefined) throw this.#failure;
    try {
      flush();
    } catch (error) {
      if (error instanceof DiskError) this.#failure = error;
      throw error;
    }
  }

  /** The root is flushed by the descriptor of the pass; the system tells it of all failures since it was opened. */
  #flushFileSystem(path: RelativePath): void {
    if (path === ROOT) return this.#replica.flushFileSystem?.();
    using folder = openMount(this.#replica, path);
    folder?.flushFileSystem?.();
  }
}

/** Returns what is mounted in the replica; `undefined` for what is hidden, where nothing can have been written. */
function openMount(replica: Folder, path: RelativePath): Folder | undefined {
  try {
    return replica.openFolder(path);
  } catch (error) {
    if (error instanceof DiskError && HIDDEN.has(error.code)) return undefined;
    throw error;
  }
}

const HIDDEN = new Set(["ENOENT", "ENOTDIR", "ELOOP", "EACCES"]);

function readFileSystems(path: string): readonly RelativePath[] | undefined {
  const facts = { mounts: readMounts(), release: Deno.osRelease() };
  return fileSystemsToFlush(path, facts);
}
