import { Console } from "../../output/console.ts";
import { Log } from "../../output/log.ts";
import { LogFile } from "../../output/log_file.ts";
import type { Level } from "../../output/record.ts";
import type { Job } from "./job.ts";

/** The console of a log that only writes its file. */
const NOWHERE = new Console({
  write: (bytes) => Promise.resolve(bytes.length),
});

/**
 * The logs of many jobs: all on one console, and in their files, of which
 * several may share one.
 */
export class JobLogs {
  readonly #console: Console;
  readonly #files = new Map<string, LogFile>();
  /** What is said of all jobs, on the console first. */
  #common: readonly Log[] = [];
  #all: Log[] = [];

  constructor(console: Console) {
    this.#console = console;
  }

  /** Tells which jobs there are. */
  use(jobs: readonly Job[]): void {
    const [first] = jobs;
    const quiet = jobs.every(({ request }) => request.log.quiet);
    const options = {
      format: first?.request.log.format ?? "text",
      now: () => new Date(),
    };
    const files = new Set(jobs.flatMap((job) => this.#file(job) ?? []));
    this.#common = [
      new Log({ ...options, console: this.#console, file: undefined, quiet }),
      ...[...files].map((file) =>
        new Log({ ...options, console: NOWHERE, file, quiet: true })
      ),
    ];
    this.#all.push(...this.#common);
  }

  /** Returns a new log for a job. */
  open(job: Job): Log {
    const { format, quiet } = job.request.log;
    const log = new Log({
      console: this.#console,
      file: this.#file(job),
      job: job.name,
      format,
      quiet,
      now: () => new Date(),
    });
    this.#all.push(log);
    return log;
  }

  /** Says what concerns all jobs: once on the console, and in every file. */
  say(level: Level, message: string, action = "said"): void {
    for (const log of this.#common) log.write({ level, action, message });
  }

  async settle(): Promise<void> {
    await Promise.all(this.#all.map((log) => log.settle()));
  }

  /** A dry run writes no log file: it changes nothing at all. */
  #file({ request: { log, options }, named }: Job): LogFile | undefined {
    const path = named.log;
    if (path === undefined || options.dryRun) return undefined;
    const { maxBytes, keep } = log;
    const user = Deno.uid() ?? undefined;
    const id = JSON.stringify({ path, maxBytes, keep });
    const file = this.#files.get(id) ??
      new LogFile({ path, maxBytes, keep, user });
    this.#files.set(id, file);
    return file;
  }
}
