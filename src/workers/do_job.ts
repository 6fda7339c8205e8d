import { DiskError } from "../disk/disk.ts";
import { inspectRoots, makeFolders } from "../disk/inspect.ts";
import type { FolderRules } from "../model/rule.ts";
import type { PassSettings } from "../model/settings.ts";
import { doHardLinks } from "./apply_hard_links.ts";
import { doApply } from "./apply_job.ts";
import { PassContext, type WorkerMeans } from "./context.ts";
import { doDigest } from "./digest_job.ts";
import { doRemoveFolders, doStamp } from "./finish_job.ts";
import { doFlush, doFlushFolders } from "./flush_job.ts";
import type { Keeping } from "./keeping.ts";
import { readReplicaClock } from "./replica_clock.ts";
import type { Answer, Job, Reply } from "./job.ts";
import { doList } from "./list_job.ts";
import { needsKeeping, needsRules } from "./needs.ts";
import { doNames, doProbeNames } from "./names_job.ts";
import { doMeasure, doRoom } from "./room_job.ts";
import type { Ruling } from "./ruling.ts";
import { doSurvey } from "./survey_job.ts";

/** The jobs that need the roots of a pass. */
type PassJob = Extract<
  Job,
  {
    readonly kind:
      | "check roots"
      | "survey"
      | "probe names"
      | "names"
      | "apply"
      | "hard links"
      | "flush"
      | "room"
      | "measure"
      | "flush folders"
      | "remove folders"
      | "stamp"
      | "replica clock"
      | "stamp trash"
      | "note created"
      | "thin trash";
  }
>;

/**
 * Does jobs and answers them. It knows nothing of threads: the same code runs
 * on a worker thread and, in tests, on the main one.
 */
export class JobDoer {
  readonly #means: WorkerMeans;
  #keeping: Keeping | undefined;
  #ruling: Ruling | undefined;
  #facts: typeof import("./facts_job.ts") | undefined;
  #context: PassContext | undefined;
  /** What the folders of the source say in this pass, as far as it is known here. */
  #learned: FolderRules[] = [];

  constructor(means: WorkerMeans) {
    this.#means = means;
  }

  /**
   * Loads what this job needs, and few do; nothing to wait for otherwise.
   *
   * Perf: Deno would read a module that is named here itself with all others.
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
    const reply = this.#answer(job);
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
        const reason = `cannot ${doing}: ${message}${
          code === "" ? "" : ` (${code})`
        }`;
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
          lacks: job.asked.filter((it) => this.#means.disk.lacks(it)),
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
      case "check roots":
      case "survey":
      case "probe names":
      case "names":
      case "apply":
      case "hard links":
      case "room":
      case "measure":
      case "flush":
      case "flush folders":
      case "remove folders":
      case "stamp":
      case "stamp trash":
      case "note created":
      case "thin trash":
      case "replica clock":
        return this.#doInPass(job);
      default:
        throw new Error(`There is no such job: ${job satisfies never}`);
    }
  }

  #doInPass(job: PassJob): Answer {
    const context = this.#context;
    if (context === undefined) {
      return { kind: "unavailable", reason: "cannot open the roots" };
    }
    context.forgetWays();
    switch (job.kind) {
      case "check roots":
        context.checkRoots();
        return { kind: "ready" };
      case "survey":
        return doSurvey(job, context);
      case "probe names":
        return { kind: "probed names", rules: doProbeNames(context) };
      case "names":
        return doNames(job.questions, job.rules, context);
      case "apply":
        return doApply(job, context);
      case "hard links":
        return doHardLinks(job.groups, context);
      case "room":
        return doRoom(context);
      case "measure":
        return doMeasure(job, context);
      case "flush":
        return doFlush(context);
      case "flush folders":
        return doFlushFolders(job.folders, context);
      case "remove folders":
        return doRemoveFolders(job.folders, context);
      case "stamp":
        return doStamp(job.stamps, context);
      case "stamp trash":
        return must(this.#keeping).stampTrash(job.folders, context);
      case "note created":
        return must(this.#keeping).noteCreated(job.paths, context);
      case "thin trash":
        return must(this.#keeping).thinTrash(job, context);
      case "replica clock":
        return { kind: "clock", time: readReplicaClock(context) };
    }
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
    const path = "./ruling.ts";
    const { ruling }: { readonly ruling: Ruling } = await import(path);
    this.#ruling = ruling;
    this.#context?.exclusion?.equip(ruling.library);
  }

  async #loadFacts(): Promise<void> {
    const path = "./facts_job.ts";
    this.#facts ??= await import(path);
  }

  async #loadKeeping(): Promise<void> {
    const path = "./keeping.ts";
    this.#keeping ??= (await import(path)).keeping;
  }

  #end(): void {
    this.#context?.[Symbol.dispose]();
    this.#context = undefined;
  }
}

function must<Loaded>(loaded: Loaded | undefined): Loaded {
  if (loaded !== undefined) return loaded;
  throw new Error("What the job needs is not loaded");
}
