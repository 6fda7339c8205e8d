import { after, type Timer } from "../loading/timer.ts";
import type { PassEvent } from "../model/outcome/event.ts";
import { quote } from "../model/paths/quote.ts";
import type { Console } from "./console.ts";
import {
  type LineMaker,
  lineMaker,
  type LineStamp,
  type LogFormat,
  paintLevel,
} from "./line.ts";
import { LogFile, type LogFileOptions } from "./log_file.ts";
import {
  eventRecords,
  type Level,
  type LogRecord,
  outcomeRecord,
} from "./record.ts";

/** Where log lines go, and which. */
export interface LogOptions {
  readonly console: Console;
  /** One that other logs write to as well, or where one is; `undefined` where none is written, as in a dry run. */
  readonly file: LogFile | LogFileOptions | undefined;
  /** Which job of a configuration file it is about, where there are several. */
  readonly job?: string;
  readonly format: LogFormat;
  /** The console gets warnings and errors only. */
  readonly quiet: boolean;
  readonly now: () => Date;
}

/** Text that has gathered is written out at this length, in characters. */
const BLOCK_LENGTH = 256 * 1024;

/** And after this time, so that a line is never long in coming. */
const FLUSH_MS = 100;

const encoder = new TextEncoder();

/**
 * The log: the same lines to the console and to a rotating file.
 *
 * Perf: lines are made while the workers copy, on cores that those could use.
 * They go out in blocks, of which console and file get the same bytes: what
 * costs is to make one text of so many pieces, and to encode it.
 */
export class Log {
  readonly #options: LogOptions;
  readonly #makeLine: LineMaker;
  readonly #file: LogFile | undefined;
  readonly #isPainted: boolean;
  #pass = 0;
  #lines = "";
  /** What the console gets, where that is not the same. */
  #shown = "";
  #timer: Timer | undefined;
  /** The writing that is under way, one after another. */
  #writing: Promise<void> = Promise.resolve();
  #failedInPass = false;
  #failureIsTold = false;

  constructor(options: LogOptions) {
    this.#options = options;
    this.#makeLine = lineMaker(options.format);
    this.#isPainted = options.console.hasColours && options.format === "text";
    const { file } = options;
    if (file instanceof LogFile) this.#file = file;
    else if (file !== undefined) this.#file = new LogFile(file);
  }

  /** Which job it is about, where there are several. */
  get job(): string | undefined {
    return this.#options.job;
  }

  /** Where its lines are shown. */
  get console(): Console {
    return this.#options.console;
  }

  /** Whether lines of the last pass could not be written to the file. */
  get failedInPass(): boolean {
    return this.#failedInPass;
  }

  /** Logs what a pass tells. */
  hear(event: PassEvent): void {
    if (event.kind === "started") {
      this.#pass = event.pass;
      this.#failedInPass = false;
    }
    const records = event.kind === "outcomes"
      ? event.outcomes.map(outcomeRecord)
      : eventRecords(event);
    const time = this.#options.now();
    for (const record of records) this.#add(record, time);
  }

  write(record: LogRecord): void {
    this.#add(record, this.#options.now());
  }

  #add(record: LogRecord, time: Date): void {
    const line = `${this.#makeLine(record, this.#stamp(time))}\n`;
    this.#lines += line;
    if (this.#isApart) this.#shown += this.#show(line, record.level);
    if (this.#lines.length >= BLOCK_LENGTH) this.#flush();
    else this.#timer ??= after(FLUSH_MS, () => this.#flush());
  }

  /** Tells the console, and nobody else, how far the work has come. */
  tellProgress(message: string): void {
    const { quiet, now } = this.#options;
    if (quiet) return;
    this.#flush();
    const record = { level: "info", action: "progress", message } as const;
    const line = this.#makeLine(record, this.#stamp(now()));
    this.#options.console.print(`${line}\n`);
  }

  #stamp(time: Date): LineStamp {
    return { time, pass: this.#pass, job: this.#options.job };
  }

  /** Waits until all lines are where they belong, or cannot be brought there. */
  async settle(): Promise<void> {
    this.#flush();
    this.#write(new Uint8Array(), { isLast: true });
    await this.#writing;
    await this.#options.console.flush();
  }

  #flush(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    const lines = encoder.encode(this.#lines);
    const shown = this.#isApart ? this.#shown : lines;
    if (shown.length > 0) this.#options.console.print(shown);
    if (lines.length > 0) this.#write(lines, { isLast: false });
    this.#lines = "";
    this.#shown = "";
  }

  get #isApart(): boolean {
    return this.#isPainted || this.#options.quiet;
  }

  /** Returns a line as the console gets it. */
  #show(line: string, level: Level): string {
    const isProblem = level === "warn" || level === "error";
    if (!isProblem) return this.#options.quiet ? "" : line;
    return this.#isPainted ? paintLevel(line, level) : line;
  }

  /** `isLast`: lines that wait for a folder to appear have waited long enough. */
  #write(lines: Uint8Array, { isLast }: { readonly isLast: boolean }): void {
    const file = this.#file;
    if (file === undefined) return;
    this.#writing = this.#writing.then(async () => {
      const state = await file.write(lines);
      if (state.kind === "written") {
        if (lines.length > 0) this.#failureIsTold = false;
      } else if (state.kind === "failed" || isLast) this.#fail(state.reason);
    });
  }

  #fail(reason: string): void {
    this.#failedInPass = true;
    if (this.#failureIsTold) return;
    this.#failureIsTold = true;
    const path = quote(this.#file?.path ?? "");
    const message =
      `Cannot write the log file ${path}: ${reason}; the mirror goes on`;
    const line = this.#makeLine(
      { level: "error", action: "said", message },
      this.#stamp(this.#options.now()),
    );
    this.#options.console.print(this.#show(`${line}\n`, "error"));
  }
}
