import type { PassEvent } from "../../model/outcome/event.ts";
import type { PassReport } from "../../model/outcome/report.ts";
import { quote } from "../../model/paths/quote.ts";
import type { Judgement } from "../../model/safety/refusal.ts";
import type { Log } from "../../output/log.ts";
import {
  fileOutput,
  lateOutput,
  type Output,
  streamOutput,
} from "../../output/output.ts";
import { type PassHead, PassJson } from "../../output/pass_json.ts";
import { BUG_STATUS } from "../tell_bug.ts";
import type { PassTeller } from "./pass_teller.ts";

/** Where objects go, and what they say. */
export interface JsonTellerOptions {
  readonly command: PassHead["command"];
  /** The name of the job, where it has one. */
  readonly job?: string | undefined;
  /** The line of each pass is printed. */
  readonly prints: boolean;
  /** Returns where that of a pass goes. @default standard output, as it comes about */
  readonly stdout?: (() => Output) | undefined;
  /** Path of the file that has the line of the last pass; `undefined`: none. */
  readonly summaryFile: string | undefined;
  /** Returns fields that the object has besides. @default none */
  readonly more?: (() => object) | undefined;
  readonly log: Log;
  readonly exitStatus: (
    report: PassReport,
    facts: { readonly logFailed: boolean },
  ) => number;
}

/** Returns what tells programs of passes: one JSON object for each. */
export function openJsonTeller(options: JsonTellerOptions): PassTeller {
  return new JsonTeller(options);
}

class JsonTeller implements PassTeller {
  readonly #options: JsonTellerOptions;
  #printed: PassJson | undefined;
  #filed: PassJson | undefined;
  /** Warnings that came before the pass. */
  #early: string[] = [];
  #failedInPass = false;

  constructor(options: JsonTellerOptions) {
    this.#options = options;
  }

  get failedInPass(): boolean {
    return this.#failedInPass;
  }

  hear(event: PassEvent): void {
    if (event.kind === "started") this.#begin(event);
    for (const object of this.#objects()) object.hear(event);
  }

  warn(text: string): void {
    const objects = this.#objects();
    for (const object of objects) object.warn(text);
    if (objects.length === 0) this.#early.push(text);
  }

  judge(judgement: Judgement): void {
    for (const object of this.#objects()) object.judge(judgement);
  }

  /** The file comes first: whether it could be written shows in the exit status. */
  async end(report: PassReport): Promise<void> {
    const { log, exitStatus, summaryFile } = this.#options;
    const status = (): number => {
      const logFailed = log.failedInPass || this.#failedInPass;
      return exitStatus(report, { logFailed });
    };
    const unfiled = await this.#filed?.end(report, status());
    if (unfiled !== undefined) {
      this.#fail(`the summary file ${quote(summaryFile ?? "")}`, unfiled);
    }
    const unprinted = await this.#printed?.end(report, status());
    if (unprinted !== undefined) this.#fail("the result", unprinted);
    await log.settle();
    this.#forget();
  }

  async endByBug(reason: string): Promise<void> {
    const objects = this.#objects();
    this.#forget();
    for (const object of objects) await object.endByBug(reason, BUG_STATUS);
  }

  #objects(): readonly PassJson[] {
    return [this.#printed, this.#filed].filter((object) =>
      object !== undefined
    );
  }

  /** An object is ended once, whatever goes wrong before the next pass begins. */
  #forget(): void {
    this.#printed = undefined;
    this.#filed = undefined;
  }

  #begin(
    { pass, source, replica, dryRun }: Extract<
      PassEvent,
      { readonly kind: "started" }
    >,
  ): void {
    const { command, job, prints, summaryFile } = this.#options;
    const { stdout = toStdout, more } = this.#options;
    const head = { command, job, source, replica, dryRun, pass };
    const time = new Date();
    this.#failedInPass = false;
    this.#printed = prints
      ? new PassJson(stdout(), { head, time, more })
      : undefined;
    this.#filed = summaryFile === undefined ? undefined : new PassJson(
      lateOutput(() => fileOutput(summaryFile)),
      { head, time, more },
    );
    for (const text of this.#early) this.warn(text);
    this.#early = [];
  }

  #fail(what: string, reason: string): void {
    this.#failedInPass = true;
    const message = `Cannot write ${what}: ${reason}`;
    this.#options.log.write({ level: "error", action: "said", message });
  }
}

function toStdout(): Output {
  return streamOutput(Deno.stdout);
}
