import type { PassEvent } from "../../model/outcome/event.ts";
import type { PassReport } from "../../model/outcome/report.ts";
import type { Judgement } from "../../model/safety/refusal.ts";

/** Tells of passes besides the log: one after another, each as it comes about. */
export interface PassTeller {
  /** Whether something of the last pass could not be told. */
  readonly failedInPass: boolean;
  readonly hear: (event: PassEvent) => void;
  readonly warn: (text: string) => void;
  /** Hears what a safety check said of the plan, and whether it is carried out all the same. */
  readonly judge: (judgement: Judgement) => void;
  /** Hears that a pass has ended, when its log lines are out. */
  readonly end: (report: PassReport) => Promise<void>;
  /** Hears that a bug ends the program. */
  readonly endByBug: (reason: string) => Promise<void>;
}
