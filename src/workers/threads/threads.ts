import type { DiskChoice } from "../../model/settings.ts";
import type { Job, Reply } from "../job.ts";
import {
  fromMessage,
  type Message,
  type StartMessage,
  toMessage,
} from "./message.ts";
import {
  noParts,
  type PartListener,
  type Performer,
  PerformerPool,
  type Pool,
  type PoolOptions,
} from "./pool.ts";
import { SharedSignals } from "./signals.ts";

/** What a pool of threads is to be. */
export interface ThreadsOptions
  extends Pick<PoolOptions, "threads" | "threadsIfSlow"> {
  readonly disk: DiskChoice;
}

/**
 * Returns a pool of that many threads, none of which is started before there is
 * work for it.
 *
 * Perf: a thread takes 12 to 25 ms to start, as long as a pass over a thousand
 * files takes; a pass that one thread can do starts one.
 */
export function startPool({ disk, ...numbers }: ThreadsOptions): Pool {
  const signals = new SharedSignals();
  const start = (): Performer =>
    new ThreadPerformer({ kind: "start", signals: signals.buffer, disk });
  return new PerformerPool({ ...numbers, signals, start });
}

class ThreadPerformer implements Performer {
  readonly #worker = new Worker(new URL("./worker.ts", import.meta.url), {
    type: "module",
  });
  /** Who waits for the replies, in the order of the jobs. */
  readonly #waiting: Waiting[] = [];
  readonly started: Promise<unknown>;
  #lost: Reply | undefined;

  constructor(start: StartMessage) {
    this.#worker.onmessage = ({ data }: MessageEvent<Message<Reply>>) =>
      this.#take(fromMessage(data));
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#lose(event.message);
    };
    this.started = new Promise((resolve) =>
      this.#waiting.push({ resolve, hear: noParts })
    );
    this.#worker.postMessage(start);
  }

  perform(job: Job, hear: PartListener): Promise<Reply> {
    if (this.#lost !== undefined) return Promise.resolve(this.#lost);
    return new Promise((resolve) => {
      this.#waiting.push({ resolve, hear });
      this.#worker.postMessage(toMessage(job));
    });
  }

  /**
   * Ends the thread. It must be idle: `terminate` does not stop a thread that
   * is inside a synchronous call, it only stops hearing from it.
   */
  [Symbol.dispose](): void {
    this.#worker.terminate();
  }

  #take(reply: Reply): void {
    if (reply.kind === "part") this.#waiting[0]?.hear(reply);
    else this.#waiting.shift()?.resolve(reply);
  }

  #lose(message: string): void {
    this.#lost = { kind: "lost", reason: message };
    for (const { resolve } of this.#waiting.splice(0)) resolve(this.#lost);
  }
}

/** Who waits for the reply to a job, and hears its parts. */
interface Waiting {
  readonly resolve: (reply: Reply) => void;
  readonly hear: PartListener;
}
