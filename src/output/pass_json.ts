import type { PassEvent } from "../model/outcome/event.ts";
import type { Outcome } from "../model/outcome/outcome.ts";
import type { PassReport } from "../model/outcome/report.ts";
import type { Judgement } from "../model/safety/refusal.ts";
import {
  changeItem,
  failedItem,
  resultFields,
  skippedItem,
  timeText,
} from "./json_fields.ts";
import { JsonLine } from "./json_line.ts";
import type { Output } from "./output.ts";
import { eventRecords } from "./record.ts";

/** What an object says of a pass before it begins; the names are fields of docs/json.md. */
export interface PassHead {
  readonly command: "sync" | "plan" | "restore";
  /** The name of the job, where it has one. */
  readonly job?: string | undefined;
  readonly source?: string | undefined;
  readonly replica: string;
  readonly dryRun: boolean;
  /** 1 for the first pass of a run. */
  readonly pass: number;
  /** Of a restore. */
  readonly path?: string | undefined;
  readonly at?: string | undefined;
  readonly to?: string | undefined;
}

/**
 * The object of one pass, as docs/json.md describes it. What was done goes out
 * while the pass runs; what was not done, and what was noticed, at its end.
 */
export class PassJson {
  readonly #line: JsonLine;
  readonly #more: () => object;
  readonly #skipped: object[] = [];
  readonly #failed: object[] = [];
  readonly #drift: object[] = [];
  readonly #decay: object[] = [];
  readonly #warnings: string[] = [];
  readonly #safety: object[] = [];

  constructor(
    output: Output,
    { head, time, more = () => ({}) }: {
      readonly head: PassHead;
      readonly time: Date;
      /** Returns fields that come before what it came to. @default none */
      readonly more?: (() => object) | undefined;
    },
  ) {
    this.#more = more;
    const { command, ...rest } = head;
    this.#line = new JsonLine(output, command);
    this.#line.set({ ...rest, started: timeText(time) });
    this.#line.openList("changes");
  }

  hear(event: PassEvent): void {
    switch (event.kind) {
      case "outcomes":
        for (const outcome of event.outcomes) this.#add(outcome);
        return;
      case "drifted":
        for (const { path, kind } of event.drifts) {
          this.#drift.push({ path, kind });
        }
        return;
      case "decayed":
        for (const { path, side } of event.decays) {
          this.#decay.push({ path, side });
        }
        return;
      case "said":
      case "short of room":
        for (const { level, message } of eventRecords(event)) {
          if (level === "warn") this.warn(message ?? "");
        }
        return;
      case "started":
      case "finished":
    }
  }

  warn(text: string): void {
    this.#warnings.push(text);
  }

  /** Takes down what a safety check said of the plan, and whether it was carried out all the same. */
  judge({ refusal, allowed }: Judgement): void {
    const { about = "plan", reason, remedy } = refusal;
    this.#safety.push({ about, reason, remedy, allowed });
  }

  /** Ends the object. Returns why it could not be written, if so. */
  end(
    report: Omit<PassReport, "pass" | "dryRun" | "drifted">,
    exitStatus: number,
  ): Promise<string | undefined> {
    const { ending, tally, suspended, milliseconds } = report;
    return this.#end({
      ...resultFields(ending),
      exitStatus,
      milliseconds: Math.round(milliseconds),
      tally,
      suspended,
    });
  }

  /** Ends the object of a pass that a bug has ended. */
  endByBug(reason: string, exitStatus: number): Promise<string | undefined> {
    return this.#end({ result: "bug", reason, exitStatus });
  }

  #end(fields: object): Promise<string | undefined> {
    const line = this.#line;
    line.closeList();
    line.setList("skipped", this.#skipped);
    line.setList("failed", this.#failed);
    line.setList("drift", this.#drift);
    line.setList("decay", this.#decay);
    line.set(this.#more());
    line.set({ safety: this.#safety, warnings: this.#warnings, ...fields });
    return line.end();
  }

  #add(outcome: Outcome): void {
    switch (outcome.status) {
      case "done":
        return this.#line.addItem(changeItem(outcome));
      case "skipped":
        return void this.#skipped.push(skippedItem(outcome));
      case "failed":
        return void this.#failed.push(failedItem(outcome));
    }
  }
}
