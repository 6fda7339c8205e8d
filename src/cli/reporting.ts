import { Console } from "../output/console.ts";
import { Log } from "../output/log.ts";

/** What is said while something is read for long, besides its result. */
export interface Reporting extends Disposable {
  readonly log: Log;
  readonly say: (level: "info" | "warn" | "error", message: string) => void;
}

/** After so long somebody may wonder whether anything is still being done. */
const PROGRESS_MS = 10_000;

/** Where that is said, and how often; a test says otherwise. */
interface ReportingMeans {
  readonly console?: Console;
  readonly everyMs?: number;
}

/** Returns a log on the console that tells from time to time how far the work has come. */
export function startReporting(
  { quiet, describe }: {
    readonly quiet: boolean;
    /** `undefined` while there is nothing to tell. */
    readonly describe: () => string | undefined;
  },
  { console = new Console(Deno.stderr), everyMs = PROGRESS_MS }:
    ReportingMeans = {},
): Reporting {
  const log = new Log({
    console,
    file: undefined,
    format: "text",
    quiet,
    now: () => new Date(),
  });
  const say: Reporting["say"] = (level, message) =>
    log.write({ level, action: "said", message });
  const timer = setInterval(() => {
    const progress = describe();
    if (progress !== undefined) say("info", progress);
  }, everyMs);
  return { log, say, [Symbol.dispose]: () => clearInterval(timer) };
}
