import { fullCapabilities } from "../../disk/capabilities.ts";
import { digestOf } from "../../disk/content.ts";
import { type DigestStarter, digestStarter } from "../../disk/digest.ts";
import type { Folder, ReadableFolder } from "../../disk/disk.ts";
import { settle, type SettleOptions } from "../../disk/settle.ts";
import { type StopFlag, Stopped } from "../../disk/stop.ts";
import { isUntouched } from "../../model/entry/entry.ts";
import { childPath, type RelativePath } from "../../model/paths/path.ts";
import type { WorkerMeans } from "../context.ts";
import { ChangedMeanwhile, toOutcome } from "../problems.ts";
import type { Gauge } from "../threads/gauge.ts";
import type {
  DigestedFile,
  DigestJob,
  DigestReply,
  FolderFiles,
} from "./tree_job.ts";

/** Bytes after which the rest of a job is handed back, to be shared out: some 40 ms of SHA-256. */
const MOST_BYTES = 64 * 1024 * 1024;

/** How often a file that changes while it is read is read in all. */
const TRIES = 3;

/**
 * Reads files of one tree and answers their digests.
 * @throws {DiskError} if its root cannot be opened
 */
export function doDigest(
  { root: { path, side, identity }, digest, files }: DigestJob,
  means: WorkerMeans,
): DigestReply {
  using root = means.disk.openRoot(path, { side, identity });
  const reading = new Reading(digestStarter(digest), means);
  const rest: FolderFiles[] = [];
  for (const { folder, names } of files) {
    const done = reading.readFolder(root, { folder, names });
    if (done < names.length) rest.push({ folder, names: names.slice(done) });
  }
  return { kind: "digested", files: reading.files, rest };
}

class Reading {
  readonly files: DigestedFile[] = [];
  readonly #start: DigestStarter;
  readonly #stop: StopFlag;
  readonly #gauge: Gauge | undefined;
  readonly #settling: SettleOptions;
  #bytes = 0;
  #isFull = false;

  constructor(start: DigestStarter, { disk, signals, gauge }: WorkerMeans) {
    this.#start = start;
    this.#stop = signals.stop;
    this.#gauge = gauge;
    this.#settling = {
      now: () => Date.now(),
      stop: signals.stop,
      capabilities: () => fullCapabilities(disk),
    };
  }

  /** Returns how many of the names it has come to. */
  readFolder(root: Folder, { folder, names }: FolderFiles): number {
    let done = 0;
    if (this.#isEnough()) return done;
    try {
      using opened = root.openFolder(folder);
      for (const name of names) {
        if (this.#isEnough()) break;
        const path = childPath(folder, name);
        const file = this.#readFile(opened, path, name);
        if (file === undefined) break;
        this.files.push(file);
        this.#gauge?.addEntry();
        done++;
      }
      return done;
    } catch (error) {
      if (error instanceof Stopped) return done;
      for (const name of names) {
        const path = childPath(folder, name);
        this.files.push({ path, outcome: toOutcome(error, path) });
      }
      return names.length;
    }
  }

  #isEnough(): boolean {
    return this.#isFull || this.#bytes >= MOST_BYTES || this.#stop.isSet();
  }

  /**
   * Returns `undefined` for a file that is a job of its own, because others
   * need not wait for it.
   * @throws {Stopped} if the stop flag is set meanwhile
   */
  #readFile(
    folder: ReadableFolder,
    path: RelativePath,
    name: string,
  ): DigestedFile | undefined {
    try {
      for (let tried = 0; tried < TRIES; tried++) {
        using file = folder.openFile(name);
        if (file.opened.size >= MOST_BYTES && this.files.length > 0) {
          this.#isFull = true;
          return undefined;
        }
        const before = settle(file.opened, this.#settling)
          ? file.stat()
          : file.opened;
        const digest = digestOf(file, this.#start(), {
          stop: this.#stop,
          passed: (bytes) => this.#gauge?.addBytes(bytes),
        });
        this.#bytes += before.size;
        if (isUntouched(before, file.stat())) {
          return { path, digest, bytes: before.size };
        }
      }
      throw new ChangedMeanwhile(
        `it changed while it was read, ${TRIES} times`,
      );
    } catch (error) {
      return { path, outcome: toOutcome(error, path) };
    }
  }
}
