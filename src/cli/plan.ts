import type { PassEvent } from "../model/event.ts";
import type { Refusal } from "../model/refusal.ts";
import type { PassReport } from "../model/report.ts";
import { planLines } from "../output/plan_text.ts";
import { PlanView } from "../output/plan_view.ts";
import { endingRecord } from "../output/record.ts";
import type { RawArguments } from "./arguments.ts";
import type { Asker } from "./ask.ts";
import { planExit } from "./exit_code.ts";
import { makePool } from "./make_pool.ts";
import { nameRoots } from "./name_roots.ts";
import { openStreams } from "./open_console.ts";
import { openLog } from "./open_log.ts";
import { openMirror } from "./open_mirror.ts";
import { openTeller } from "./open_teller.ts";
import type { PassTeller } from "./pass_teller.ts";
import { print } from "./print.ts";
import { describeStop, watchSignals } from "./signals.ts";
import { parseSync } from "./sync_request.ts";
import { tellBug } from "./tell_bug.ts";

/**
 * Shows what a pass would do, and changes nothing: a dry run that goes on where
 * the safety checks would refuse. Returns the exit status.
 * @throws {UsageError} before anything is touched
 */
export async function run(given: RawArguments): Promise<number> {
  const switches = new Set([...given.switches, "dry-run" as const]);
  const { options, ...rest } = parseSync({ ...given, switches });
  const request = { ...rest, options: { ...options, sizes: true } };
  const { console, paint } = openStreams(given);
  using stopWish = watchSignals();
  const { signal } = stopWish;
  using pool = await makePool(request);
  signal.addEventListener("abort", () => pool.stop());
  const named = nameRoots(request);
  const log = openLog(request, { named, console });
  const view = new PlanView();
  const json = await openTeller(request, {
    command: "plan",
    named,
    log,
    stoppedBy: stopWish.by,
    exitStatus: planExit,
    more: () => ({ renames: view.told().renames ?? [] }),
  });
  const teller = new PlanTeller(view, json);
  using mirror = await openMirror({
    request,
    named,
    log,
    asker: NOBODY,
    teller,
    signal,
    isPlan: true,
  });
  const { ending } = await mirror.runPass(1, pool).catch((error) =>
    tellBug(error, { log, end: (reason) => teller.endByBug(reason) })
  );

  const stoppedBy = stopWish.by();
  const report = teller.judged();
  if (ending.kind === "stopped") {
    const message = describeStop(stoppedBy ?? "SIGTERM");
    log.write({ level: "info", action: "stopped", message });
  } else if (ending.kind !== "done") log.write(endingRecord(report));
  await log.settle();
  if (ending.kind === "done" && json === undefined) {
    const { source, replica } = named;
    const options = { source, replica, quiet: request.log.quiet, paint };
    const lines = planLines(view, { report, options });
    await print(Deno.stdout, lines.map((line) => `${line}\n`).join(""));
  }
  const logFailed = json?.failedInPass === true;
  return planExit(report, { logFailed, stoppedBy });
}

/** A plan is shown with what is to be said against it: nobody is asked. */
const NOBODY: Asker = { isThere: false, yes: () => Promise.resolve(false) };

/** Hears the one pass of a plan, which goes on where it would be refused. */
class PlanTeller implements PassTeller {
  readonly #view: PlanView;
  readonly #json: PassTeller | undefined;
  #report: PassReport | undefined;

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

  hear(event: PassEvent): void {
    this.#view.hear(event);
    this.#json?.hear(event);
  }

  warn(text: string): void {
    this.#json?.warn(text);
  }

  judge(refusal: Refusal, allowed: boolean): void {
    this.#view.judge(refusal, allowed);
    this.#json?.judge(refusal, allowed);
  }

  async end(report: PassReport): Promise<void> {
    const found = this.#view.judgements.find(({ allowed }) => !allowed);
    const isRefused = found !== undefined && report.ending.kind === "done";
    this.#report = isRefused
      ? { ...report, ending: { kind: "refused", refusal: found.refusal } }
      : report;
    await this.#json?.end(this.#report);
  }

  async endByBug(reason: string): Promise<void> {
    await this.#json?.endByBug(reason);
  }
}
