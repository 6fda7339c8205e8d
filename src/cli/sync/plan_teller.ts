import type { PassEvent } from "../../model/outcome/event.ts";
import type { PassReport } from "../../model/outcome/report.ts";
import type { Judgement } from "../../model/safety/refusal.ts";
import { planLines, type PlanTextOptions } from "../../output/plan_text.ts";
import { PlanView } from "../../output/plan_view.ts";
import { planExit } from "../exit_code.ts";
import { openTeller, type TellerParts } from "../telling/open_teller.ts";
import type { PassTeller } from "../telling/pass_teller.ts";
import type { SyncRequest } from "./sync_request.ts";

/** Returns what hears the one pass of a plan, and tells programs of it if they are to be told. */
export async function openPlanTeller(
  request: SyncRequest,
  parts: Omit<TellerParts, "command" | "exitStatus" | "more">,
): Promise<PlanTeller> {
  const view = new PlanView();
  const json = await openTeller(request, {
    ...parts,
    command: "plan",
    exitStatus: planExit,
    more: () => ({ renames: view.told().renames ?? [] }),
  });
  return new PlanTeller(view, json);
}

/** Hears the one pass of a plan, which goes on where it would be refused. */
export class PlanTeller implements PassTeller {
  readonly #view: PlanView;
  readonly #json: PassTeller | undefined;
  #report: PassReport | undefined;
  #isWhole = false;

  constructor(view: PlanView, json: PassTeller | undefined) {
    this.#view = view;
    this.#json = json;
  }

  get failedInPass(): boolean {
    return this.#json?.failedInPass === true;
  }

  /** Returns the report, as one of a refusal where there is one that nothing allows. */
  judged(): PassReport {
    if (this.#report === undefined) throw new Error("no pass has ended");
    return this.#report;
  }

  /** Returns the plan as people read it; nothing, if the pass did not come to one. */
  text(options: PlanTextOptions): string {
    if (!this.#isWhole) return "";
    const lines = planLines(this.#view, { report: this.judged(), options });
    return lines.map((line) => `${line}\n`).join("");
  }

  hear(event: PassEvent): void {
    this.#view.hear(event);
    this.#json?.hear(event);
  }

  warn(text: string): void {
    this.#json?.warn(text);
  }

  judge(judgement: Judgement): void {
    this.#view.judge(judgement);
    this.#json?.judge(judgement);
  }

  async end(report: PassReport): Promise<void> {
    const found = this.#view.judgements.find(({ allowed }) => !allowed);
    this.#isWhole = report.ending.kind === "done";
    this.#report = this.#isWhole && found !== undefined
      ? { ...report, ending: { kind: "refused", refusal: found.refusal } }
      : report;
    await this.#json?.end(this.#report);
  }

  async endByBug(reason: string): Promise<void> {
    await this.#json?.endByBug(reason);
  }
}
