/** A clock that stands still until a test moves it on, in place of the system's timers. */
export interface FakeTimers extends Disposable {
  /** Milliseconds since the clock was put in place. */
  readonly now: () => number;
  /** How long each timer that is still to go off was set for, in milliseconds. */
  readonly waiting: () => readonly number[];
  /** Has the next timer go off, and lets all that waited for it happen. */
  readonly tick: () => Promise<void>;
}

interface Timer {
  readonly id: number;
  readonly due: number;
  readonly milliseconds: number;
  readonly action: () => void;
}

/** Puts a clock of the test's own in the place of `setTimeout` and `AbortSignal.timeout`. */
export function fakeTimers(): FakeTimers {
  const { setTimeout: realSet, clearTimeout: realClear } = globalThis;
  const realTimeout = AbortSignal.timeout;
  let timers: Timer[] = [];
  let now = 0;
  let last = 0;
  const set = (action: () => void, milliseconds = 0): number => {
    const id = ++last;
    timers.push({ id, due: now + milliseconds, milliseconds, action });
    return id;
  };
  const clear = (id?: number): void => {
    timers = timers.filter((timer) => timer.id !== id);
  };
  const timeout = (milliseconds: number): AbortSignal => {
    const controller = new AbortController();
    const { signal } = controller;
    const id = set(() => controller.abort(), milliseconds);
    // A signal that nobody listens to lets the process end.
    signal.removeEventListener = () => clear(id);
    return signal;
  };
  Object.assign(globalThis, { setTimeout: set, clearTimeout: clear });
  AbortSignal.timeout = timeout;
  return {
    now: () => now,
    waiting: () => timers.map(({ milliseconds }) => milliseconds),
    tick: async () => {
      const [next] = timers.toSorted((a, b) => a.due - b.due);
      if (next === undefined) throw new Error("No timer is set");
      clear(next.id);
      now = next.due;
      next.action();
      await new Promise<void>((resolve) => realSet(resolve, 0));
    },
    [Symbol.dispose]: () => {
      Object.assign(globalThis, {
        setTimeout: realSet,
        clearTimeout: realClear,
      });
      AbortSignal.timeout = realTimeout;
    },
  };
}
