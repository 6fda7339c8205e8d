import { load } from "../../loading/load.ts";
import { after, type Timer } from "../../loading/timer.ts";
import {
  addProgress,
  NO_PROGRESS,
  type ProgressEvent,
  type ProgressListener,
} from "../../model/outcome/progress.ts";
import type { Console } from "../../output/console.ts";
import type { Log } from "../../output/log.ts";
import { currentPath } from "../../workers/threads/current_path.ts";
import type { Pool } from "../../workers/threads/pool.ts";

type ViewModule = typeof import("../../output/progress_view.ts");

/**
 * A status line is drawn anew after so long at the earliest, which makes no more
 * than ten times a second also where one comes late and the next does not; and
 * not for passes that take less than a moment.
 */
const REDRAW_MS = 125;
const MOMENT_MS = 500;

/** After so long somebody who sees no status line may wonder whether anything is still being done. */
const LINE_MS = 10_000;

/** Columns of a terminal that does not say how many it has. */
const USUAL_COLUMNS = 80;

/** What is looked at, and where it is told. */
export interface ProgressMeans {
  readonly console: Console;
  readonly log: Log;
  readonly pool: Pick<Pool, "inHand">;
  /** Nothing is told. */
  readonly quiet: boolean;
  /** Aborted when the work is to end: from then on nothing is told any more. */
  readonly signal: AbortSignal;
  /** Milliseconds, from any beginning. @default {performance.now} */
  readonly now?: () => number;
  /** @default {the terminal's} */
  readonly columns?: () => number;
}

/** Does something long, and tells how far it has come. */
export async function withProgress<Result>(
  means: ProgressMeans,
  action: (teller: ProgressTeller) => Promise<Result>,
): Promise<Result> {
  await using teller = new ProgressTeller(means);
  return await action(teller);
}

/**
 * Tells how far long work has come: by a status line where the console can have
 * one, else by a line of the log from time to time. When it is disposed of, the
 * status line is gone.
 */
export class ProgressTeller implements AsyncDisposable {
  readonly #means: ProgressMeans;
  readonly #now: () => number;
  readonly #everyMs: number;
  #timer: Timer | undefined;
  #sinceMs: number;
  #progress = NO_PROGRESS;
  #view: InstanceType<ViewModule["ProgressView"]> | undefined;
  #isSilent = false;
  #hasEnded = false;

  constructor(means: ProgressMeans) {
    this.#means = means;
    this.#now = means.now ?? (() => performance.now());
    this.#sinceMs = this.#now();
    const { hasStatus } = means.console;
    this.#everyMs = hasStatus ? REDRAW_MS : LINE_MS;
    if (means.quiet || means.signal.aborted) return;
    this.#tellIn(hasStatus ? MOMENT_MS : LINE_MS);
    means.signal.addEventListener("abort", this.#end);
  }

  /** `undefined` if nothing is told, so that nobody need find anything out for it. */
  get listener(): ProgressListener | undefined {
    return this.#means.quiet ? undefined : (event) => this.#hear(event);
  }

  #hear(event: ProgressEvent): void {
    this.#progress = addProgress(this.#progress, event);
    if (event.kind === "entered") this.#sinceMs = this.#now();
  }

  /** Does something that is said on the console without the log, a question: until it is done there is no status line. */
  async silently<Result>(action: () => Promise<Result>): Promise<Result> {
    this.#isSilent = true;
    this.#means.console.showStatus("", this);
    await this.#means.console.flush();
    try {
      return await action();
    } finally {
      this.#isSilent = false;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const { console: shown, signal } = this.#means;
    this.#end();
    signal.removeEventListener("abort", this.#end);
    await shown.flush();
  }

  readonly #end = (): void => {
    this.#timer?.cancel();
    this.#hasEnded = true;
    this.#means.console.showStatus("", this);
  };

  #tellIn(milliseconds: number): void {
    this.#timer = after(milliseconds, async () => {
      const module = await load<ViewModule>("src/output/progress_view.ts");
      if (this.#hasEnded) return;
      const { hasStatus, isBusy } = this.#means.console;
      // Lines that nobody takes would only be followed by what is old by then.
      if (!this.#isSilent && (hasStatus || !isBusy)) this.#tell(module);
      this.#tellIn(this.#everyMs);
    });
  }

  #tell({ ProgressView, describeStatus, renderStatus }: ViewModule): void {
    const { console: shown, log, pool } = this.#means;
    this.#view ??= new ProgressView();
    const { jobs, done: inHand } = pool.inHand();
    const view = this.#view.look(this.#progress, {
      atMs: this.#now(),
      sinceMs: this.#sinceMs,
      inHand,
      path: currentPath(jobs),
    });
    if (!shown.hasStatus) return log.tellProgress(describeStatus(view));
    // The last column is left free: some terminals begin a new line there.
    const columns = (this.#means.columns ?? terminalColumns)() - 1;
    const others = shown.othersThan(this);
    const end = others === 0 ? "" : `  +${others} more`;
    const room = columns - end.length;
    const named = { ...view, job: log.job };
    const line = room < 0 ? "" : renderStatus(named, room) + end;
    shown.showStatus(line, this);
  }
}

function terminalColumns(): number {
  try {
    return Deno.consoleSize().columns || USUAL_COLUMNS;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return USUAL_COLUMNS;
  }
}
