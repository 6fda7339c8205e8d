import type { StopFlag } from "../disk/stop.ts";

/** What the main thread tells threads that are in the middle of a job. */
export interface Signals {
  readonly stop: StopFlag;
  /** Other threads have nothing to do: what can wait is to be handed back. */
  readonly isHungry: () => boolean;
}

const STOP = 0;
const HUNGRY = 1;

/** The signals as they lie in memory that all threads share. */
export class SharedSignals implements Signals {
  readonly buffer: SharedArrayBuffer;
  readonly #flags: Int32Array;

  constructor(buffer: SharedArrayBuffer = new SharedArrayBuffer(8)) {
    this.buffer = buffer;
    this.#flags = new Int32Array(buffer);
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
}
