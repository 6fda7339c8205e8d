import type { StopFlag } from "../../disk/stop.ts";
import type { Amount } from "../../model/outcome/progress.ts";

/** What the main thread tells threads that are in the middle of a job. */
export interface Signals {
  readonly stop: StopFlag;
  /** Other threads have nothing to do: what can wait is to be handed back. */
  readonly isHungry: () => boolean;
}

const STOP = 0;
const HUNGRY = 1;
const ENTRIES = 2;

/** Three numbers of 32 bits, and from there on one of 64. */
const BYTES_AT = 16;
const LENGTH = 24;

/** The signals as they lie in memory that all threads share. */
export class SharedSignals implements Signals {
  readonly buffer: SharedArrayBuffer;
  readonly #flags: Int32Array;
  readonly #bytes: BigInt64Array;

  constructor(buffer: SharedArrayBuffer = new SharedArrayBuffer(LENGTH)) {
    this.buffer = buffer;
    this.#flags = new Int32Array(buffer, 0, BYTES_AT / 4);
    this.#bytes = new BigInt64Array(buffer, BYTES_AT, 1);
  }

  readonly stop: StopFlag = {
    isSet: () => Atomics.load(this.#flags, STOP) === 1,
  };

  readonly isHungry = (): boolean => Atomics.load(this.#flags, HUNGRY) === 1;

  setStop(): void {
    Atomics.store(this.#flags, STOP, 1);
  }

  setHungry(hungry: boolean): void {
    Atomics.store(this.#flags, HUNGRY, hungry ? 1 : 0);
  }

  /** What all threads have done of the jobs that they have not answered yet. */
  inHand(): Amount {
    return {
      entries: Atomics.load(this.#flags, ENTRIES),
      bytes: Number(Atomics.load(this.#bytes, 0)),
    };
  }

  addInHand({ entries, bytes }: Amount): void {
    Atomics.add(this.#flags, ENTRIES, entries);
    Atomics.add(this.#bytes, 0, BigInt(bytes));
  }

  /** A thread that was lost takes nothing back. All others must be idle. */
  clearInHand(): void {
    Atomics.store(this.#flags, ENTRIES, 0);
    Atomics.store(this.#bytes, 0, 0n);
  }
}
