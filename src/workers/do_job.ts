import { DiskError } from "../disk/disk.ts";
import { mayGiveAway } from "../disk/give_away.ts";
import { inspectRoots, makeFolders } from "../disk/inspect.ts";
import { load } from "../loading/load.ts";
import { describeProblem } from "../model/outcome/problem.ts";
import type { FolderRules } from "../model/rules/rule.ts";
import type { PassSettings } from "../model/settings.ts";
import { PassContext, type WorkerMeans } from "./context.ts";
import { doInPass } from "./do_in_pass.ts";
import type { Answer, Job, PassJob, Reply } from "./job.ts";
import { must } from "./must.ts";
import { needsKeeping, needsRules } from "./needs.ts";
import type { Ruling } from "./rules/ruling.ts";
import { isKeptWaiting } from "./threads/kept_waiting.ts";
import type { Keeping } from "./trash/keeping.ts";
import { doDigest } from "./tree/digest_job.ts";
import { doList } from "./tree/list_job.ts";

/**
 * Does jobs and answers them. It knows nothing of threads: the same code runs
 * on a worker thread and, in tests, on the main one.
 */
export class JobDoer {
  readonly #means: WorkerMeans;
  #keeping: Keeping | undefined;
  #ruling: Ruling | undefined;
  #facts: typeof import("./facts/facts_job.ts") | undefined;
  #context: PassContext | undefined;
  /** What the folders of the source say in this pass, as far as it is known here. */
  #learned: FolderRules[] = [];

  constructor(means: WorkerMeans) {
    this.#means = means;
  }

  /**
   * Loads what this job needs, and few do; nothing to wait for otherwise.
   */
  load(job: Job): Promise<unknown> | undefined {
    if (job.kind === "facts") return this.#loadFacts();
    const keeping = needsKeeping(job) ? this.#loadKeeping() : undefined;
    const lacksRules = this.#ruling === undefined &&
      needsRules(job, this.#context?.exclusion);
    const rules = lacksRules ? this.#loadRules() : undefined;
    return keeping && rules ? Promise.all([keeping, rules]) : keeping ?? rules;
  }

  /** Does one job for which all is loaded. It never throws: a bug is answered as "broken". */
  do(job: Job): Reply {
    const beganMs = performance.now();
    const answer = this.#answer(job);
    const reply: Reply = isKeptWaiting(answer, performance.now() - beganMs)
      ? { ...answer, isKeptWaiting: true }
      : answer;
    const read = this.#context?.exclusion?.takeRead() ?? [];
    if (read.length === 0) return reply;
    this.#learned.push(...read);
    return { ...reply, folderRules: read };
  }

  #answer(job: Job): Answer {
    try {
      return this.#do(job);
    } catch (error) {
      if (error instanceof DiskError) {
        const { doing, message, code } = error;
        const reason = describeProblem({ doing, code, reason: message });
        return { kind: "unavailable", reason };
      }
      const message = error instanceof Error
        ? error.stack ?? error.message
        : String(error);
      return { kind: "broken", message };
    } finally {
      this.#means.gauge?.clear();
    }
  }

  #do(job: Job): Answer {
    switch (job.kind) {
      case "inspect":
        return {
          kind: "inspected",
          roots: inspectRoots(job.named),
          fallback: this.#means.fallback,
          lacks: job.asked.filter((it) =>
            it === "owners" ? !mayGiveAway() : this.#means.disk.lacks(it)
          ),
        };
      case "make folder":
        return { kind: "made", failure: makeFolders(job.path) };
      case "begin":
        return this.#begin(job.settings);
      case "open trash":
        return must(this.#keeping).openTrash(job, this.#means.disk);
      case "list":
        return doList(job, {
          ...this.#means,
          exclusion: job.filtered ? this.#context?.exclusion : undefined,
        });
      case "digest":
        return doDigest(job, this.#means);
      case "facts":
        return must(this.#facts).doFacts(job, this.#means);
      case "explain":
        return must(this.#ruling).doExplain(job, this.#means);
      case "open past":
        return must(this.#keeping).openPastOf(job, this.#means.disk);
      case "list versions":
        return must(this.#keeping).listVersions(job, this.#means.disk);
      case "learn":
        return this.#learn(job.rules);
      case "end":
        this.#end();
        this.#learned = [];
        return { kind: "ready" };
      default:
        return doInPass(job, this.#contextFor(job), this.#keeping);
    }
  }

  /** @throws {Error} outside of a pass, where nobody sends such a job */
  #contextFor({ kind }: PassJob): PassContext {
    if (this.#context !== undefined) return this.#context;
    throw new Error(`The job "${kind}" came outside of a pass`);
  }

  #begin(settings: PassSettings): Answer {
    this.#end();
    this.#context = new PassContext(settings, {
      ...this.#means,
      makeTrash: this.#keeping?.makeTrash,
      openPast: this.#keeping?.openPast,
      rules: this.#ruling?.library,
    });
    this.#context.exclusion?.learn(this.#learned);
    return { kind: "ready" };
  }

  #learn(rules: readonly FolderRules[]): Answer {
    this.#learned.push(...rules);
    this.#context?.exclusion?.learn(rules);
    return { kind: "ready" };
  }

  async #loadRules(): Promise<void> {
    const { ruling } = await load<{ readonly ruling: Ruling }>(
      "src/workers/rules/ruling.ts",
    );
    this.#ruling = ruling;
    this.#context?.exclusion?.equip(ruling.library);
  }

  async #loadFacts(): Promise<void> {
    this.#facts ??= await load("src/workers/facts/facts_job.ts");
  }

  async #loadKeeping(): Promise<void> {
    const { keeping } = await load<{ readonly keeping: Keeping }>(
      "src/workers/trash/keeping.ts",
    );
    this.#keeping ??= keeping;
  }

  #end(): void {
    this.#context?.[Symbol.dispose]();
    this.#context = undefined;
  }
}
