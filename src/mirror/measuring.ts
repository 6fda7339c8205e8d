import { after, type Timer } from "../loading/timer.ts";
import type { ProgressListener, Total } from "../model/outcome/progress.ts";
import type { Copying } from "../model/plan/copying.ts";
import type { MissingNames } from "../model/plan/room.ts";
import type { Pool } from "../workers/threads/pool.ts";

/** What measuring works with. */
export interface MeasuringMeans {
  readonly pool: Pick<Pool, "run">;
  readonly progress: ProgressListener;
  readonly isStopped: () => boolean;
  /** Milliseconds, from any beginning. */
  readonly now: () => number;
}

/** How long something is copied before it is worth to look how much there is. */
const BEGIN_MS = 2000;

/**
 * Perf: looking takes this part of the time of one thread at the most. It sees
 * 40,000 files a second so; to look at a file takes 2.5 us, and to copy a small
 * one 8 us on tmpfs and 100 on a disk.
 */
const SHARE = 1 / 10;

/** It is looked so often at the most. */
const APART_MS = 200;

/** Folders that one job begins with. */
const FOLDERS_AT_ONCE = 64;

/**
 * Looks how much there is to be copied, a little at a time, while it is being
 * copied. Returns what ends that, and waits until it has ended.
 */
export function measureCopying(
  copying: Copying,
  means: MeasuringMeans,
): () => Promise<void> {
  const measuring = new Measuring(copying, means);
  return () => measuring.end();
}

class Measuring {
  readonly #means: MeasuringMeans;
  readonly #waiting: MissingNames[];
  #total: Total;
  #lookedMs: number;
  #timer: Timer | undefined;
  #looking = Promise.resolve();
  #hasEnded = false;

  constructor({ total, missing }: Copying, means: MeasuringMeans) {
    this.#means = means;
    this.#total = total;
    this.#waiting = [...missing];
    this.#lookedMs = means.now();
    this.#lookIn(BEGIN_MS);
  }

  async end(): Promise<void> {
    this.#hasEnded = true;
    this.#timer?.cancel();
    await this.#looking;
  }

  #lookIn(milliseconds: number): void {
    if (this.#hasEnded || this.#waiting.length === 0) return;
    this.#timer = after(milliseconds, () => {
      this.#looking = this.#look();
    });
  }

  async #look(): Promise<void> {
    const { pool, progress, isStopped, now } = this.#means;
    if (isStopped()) return;
    const missing = this.#waiting.splice(-FOLDERS_AT_ONCE);
    // It may have waited long for a thread.
    const milliseconds = (now() - this.#lookedMs) * SHARE;
    // What goes wrong here the pass itself will meet, and say so.
    const reply = await pool.run({ kind: "measure", missing, milliseconds })
      .catch(() => undefined);
    this.#lookedMs = now();
    if (reply?.kind !== "measured" || this.#hasEnded) return;
    for (const folder of reply.rest) this.#waiting.push(folder);
    this.#total = {
      entries: this.#total.entries + reply.files,
      bytes: this.#total.bytes + reply.bytes,
      isWhole: this.#waiting.length === 0,
    };
    progress({ kind: "measured", total: this.#total });
    this.#lookIn(APART_MS);
  }
}
