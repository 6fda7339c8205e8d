import type { ProgressListener } from "../../model/outcome/progress.ts";
import type { Console } from "../../output/console.ts";
import { Log } from "../../output/log.ts";
import type { Pool } from "../../workers/threads/pool.ts";
import { ProgressTeller } from "./progress.ts";

/** What is said while something is read for long, besides its result. */
export interface Reporting extends AsyncDisposable {
  readonly log: Log;
  readonly say: (level: "info" | "warn" | "error", message: string) => void;
  readonly progress: ProgressListener;
  /** Tells no more of how far the work has come, because its result comes now. */
  readonly endProgress: () => Promise<void>;
}

/** Returns a log on the console, where it is told how far the work has come. */
export function startReporting(
  means: {
    readonly quiet: boolean;
    readonly console: Console;
    readonly pool: Pool;
    /** Aborted when the work is to end. */
    readonly signal: AbortSignal;
  },
): Reporting {
  const { console, quiet } = means;
  const log = new Log({
    console,
    file: undefined,
    format: "text",
    quiet,
    now: () => new Date(),
  });
  const teller = new ProgressTeller({ ...means, log });
  return {
    log,
    say: (level, message) => log.write({ level, action: "said", message }),
    progress: teller.listener ?? (() => {}),
    endProgress: () => teller[Symbol.asyncDispose](),
    [Symbol.asyncDispose]: () => teller[Symbol.asyncDispose](),
  };
}
