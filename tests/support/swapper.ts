/** A place that an attacker may write in, and the link that comes and goes there. */
export interface Swap {
  /** What the pass expects there is there most of the time. */
  readonly place: string;
  /** A link on the same file system, which is exchanged with it. */
  readonly link: string;
}

/** What the attacking thread is told. */
export interface SwapOrder {
  readonly shared: SharedArrayBuffer;
  readonly swaps: readonly Swap[];
}

/** What stands where in the shared memory, as indexes of 32-bit words. */
export const CONTROL = { isSwapping: 0, isResting: 1, swaps: 2 } as const;

/** A thread that puts links in the place of folders and files, and takes them away again, as fast as it can. */
export class Swapper implements Disposable {
  readonly #control: Int32Array<SharedArrayBuffer>;
  readonly #thread: Worker;

  constructor(swaps: readonly Swap[]) {
    const shared = new SharedArrayBuffer(3 * 4);
    this.#control = new Int32Array(shared);
    this.#thread = new Worker(
      new URL("./swapper_thread.ts", import.meta.url),
      { type: "module" },
    );
    const order: SwapOrder = { shared, swaps };
    this.#thread.postMessage(order);
  }

  /** How often a link has come. */
  get swaps(): number {
    return Atomics.load(this.#control, CONTROL.swaps);
  }

  start(): void {
    this.#tell(1);
    this.#waitUntilResting(0);
  }

  /** Ends it with everything in its place. */
  rest(): void {
    this.#tell(0);
    this.#waitUntilResting(1);
  }

  [Symbol.dispose](): void {
    this.rest();
    this.#tell(-1);
  }

  #tell(isSwapping: number): void {
    Atomics.store(this.#control, CONTROL.isSwapping, isSwapping);
    Atomics.notify(this.#control, CONTROL.isSwapping);
  }

  #waitUntilResting(isResting: number): void {
    while (Atomics.load(this.#control, CONTROL.isResting) !== isResting) {
      Atomics.wait(this.#control, CONTROL.isResting, 1 - isResting, 50);
    }
  }
}
