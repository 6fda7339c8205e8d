import { after, type Timer } from "../../loading/timer.ts";
import type { Amount } from "../../model/outcome/progress.ts";
import type { FolderRules } from "../../model/rules/rule.ts";
import type { PassSettings } from "../../model/settings.ts";
import type { Job, Reply } from "../job.ts";
import type { PartReply } from "../survey/pair_job.ts";
import type { SharedSignals } from "./signals.ts";

/** Who does the jobs of passes, one pass after another. */
export interface Pool extends Disposable {
  /** How many jobs are done at a time; more from when the file systems turn out to be slow. */
  readonly threads: number;
  /** Names the pass that the jobs from now on belong to. */
  begin(settings: PassSettings): void;
  /**
   * Has a job done by whoever is free first. What it shares out before it is
   * answered is heard at once.
   * @throws {ThreadLost} if who did it ended in the middle
   * @throws {Error} if the job hit a bug, with its stack
   */
  run(job: Job, hear?: PartListener): Promise<Reply>;
  /** Closes everything that the pass has open. */
  end(): Promise<void>;
  /** Has all work in hand leave off within moments; its jobs are still answered. */
  stop(): void;
  /** Says whether threads are idle for want of work, so that those at work hand some back. */
  setHungry(hungry: boolean): void;
  /** What is being done. */
  inHand(): InHand;
}

/** The jobs that are being done, and what is done of them and not answered yet. */
export interface InHand {
  /** In the order in which they were begun. */
  readonly jobs: readonly Job[];
  readonly done: Amount;
}

/** Thrown when a thread ended in the middle of a job. How far it came is not known. */
export class ThreadLost extends Error {
  constructor(reason: string) {
    super(`a worker thread was lost (${reason})`);
    this.name = "ThreadLost";
  }
}

/** Hears what is told before a job is answered. */
export type PartListener = (part: PartReply) => void;

/** For jobs that tell nothing before they are answered. What was told in vain would never be done. */
export const noParts: PartListener = () => {
  throw new Error("A job shared out work that nobody takes");
};

/** Does one job after another. Once lost, it answers every job so. */
export interface Performer extends Disposable {
  /** Fulfilled once it is able to work, or lost. */
  readonly started: Promise<unknown>;
  perform(job: Job, hear: PartListener): Promise<Reply>;
}

export interface PoolOptions {
  /** How many performers there are at the most. */
  readonly threads: number;
  /** And how many where they mostly wait for the file systems. @default threads */
  readonly threadsIfSlow?: number | undefined;
  readonly signals: SharedSignals;
  /** Starts a performer, when there is work for it. */
  readonly start: () => Performer;
}

/**
 * A job that takes longer than this, in milliseconds, will soon have work for all.
 *
 * Perf: counted from when who does it has started. An empty pair of roots, which
 * one thread is done with in less, started a second on a busy machine.
 */
const PATIENCE_MS = 20;

interface Member {
  readonly performer: Performer;
  /** The pass whose roots it has open. */
  pass: PassSettings | undefined;
  /** How much it has been told of the source's own rules. */
  learned: number;
}

/**
 * A pool that starts its performers one by one, as work comes, and others in
 * place of those that are lost.
 */
export class PerformerPool implements Pool {
  #threads: number;
  readonly #threadsIfSlow: number;
  readonly #start: () => Performer;
  readonly #signals: SharedSignals;
  readonly #members = new Set<Member>();
  readonly #idle: Member[] = [];
  readonly #jobs = new Set<Job>();
  readonly #waiting: ((member: Member) => void)[] = [];
  #pass: PassSettings | undefined;
  /** What the folders of the source say in this pass, as far as somebody has read it. */
  #rules: FolderRules[] = [];

  constructor({ threads, threadsIfSlow, signals, start }: PoolOptions) {
    this.#threads = threads;
    this.#threadsIfSlow = threadsIfSlow ?? threads;
    this.#start = start;
    this.#signals = signals;
  }

  get threads(): number {
    return this.#threads;
  }

  begin(settings: PassSettings): void {
    this.#pass = settings;
  }

  async run(job: Job, hear = noParts): Promise<Reply> {
    const member = await this.#take();
    const patience = this.#members.size < this.threads
      ? new Patience(member.performer.started, () => this.#startAll())
      : undefined;
    this.#jobs.add(job);
    const reply = await this.#open(member) ??
      await member.performer.perform(job, hear);
    this.#jobs.delete(job);
    patience?.end();
    if (reply.isKeptWaiting) this.#threads = this.#threadsIfSlow;
    this.#rules.push(...reply.folderRules ?? []);
    if (reply.kind === "lost") {
      this.#replace(member);
      throw new ThreadLost(reply.reason);
    }
    this.#giveBack(member);
    if (reply.kind === "broken") throw new Error(reply.message);
    return reply;
  }

  async end(): Promise<void> {
    this.#pass = undefined;
    this.#rules = [];
    for (const member of this.#members) member.learned = 0;
    const open = [...this.#members].filter(({ pass }) => pass !== undefined);
    await Promise.all(open.map((member) => {
      member.pass = undefined;
      return member.performer.perform({ kind: "end" }, noParts);
    }));
    this.#signals.clearInHand();
  }

  stop(): void {
    this.#signals.setStop();
  }

  setHungry(hungry: boolean): void {
    this.#signals.setHungry(hungry);
  }

  inHand(): InHand {
    return { jobs: [...this.#jobs], done: this.#signals.inHand() };
  }

  [Symbol.dispose](): void {
    for (const { performer } of this.#members) performer[Symbol.dispose]();
  }

  /** Has a member open the roots of the pass, if it has not. Returns a reply only if it cannot. */
  async #open(member: Member): Promise<Reply | undefined> {
    const settings = this.#pass;
    if (settings !== undefined && member.pass !== settings) {
      const begin: Job = { kind: "begin", settings };
      const reply = await member.performer.perform(begin, noParts);
      if (reply.kind !== "ready") return reply;
      member.pass = settings;
    }
    return member.learned < this.#rules.length
      ? await this.#teach(member)
      : undefined;
  }

  /** Tells a member what others have read. Returns a reply only if it cannot hear it. */
  async #teach(member: Member): Promise<Reply | undefined> {
    const rules = this.#rules.slice(member.learned);
    member.learned = this.#rules.length;
    const learn: Job = { kind: "learn", rules };
    const reply = await member.performer.perform(learn, noParts);
    return reply.kind === "ready" ? undefined : reply;
  }

  #take(): Member | Promise<Member> {
    const idle = this.#idle.pop();
    if (idle !== undefined) return idle;
    if (this.#members.size < this.threads) return this.#add();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #add(): Member {
    const member: Member = {
      performer: this.#start(),
      pass: undefined,
      learned: 0,
    };
    this.#members.add(member);
    return member;
  }

  #startAll(): void {
    while (this.#members.size < this.threads) this.#idle.push(this.#add());
  }

  /** Does without a member that was lost; who waits gets another. */
  #replace(lost: Member): void {
    this.#members.delete(lost);
    lost.performer[Symbol.dispose]();
    if (this.#waiting.length > 0) this.#giveBack(this.#add());
  }

  #giveBack(member: Member): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#idle.push(member);
    else next(member);
  }
}

/** Does something when what has started is not ended for long. */
class Patience {
  #timer: Timer | undefined;
  #isOver = false;

  constructor(started: Promise<unknown>, act: () => void) {
    started.then(() => {
      if (!this.#isOver) this.#timer = after(PATIENCE_MS, act);
    });
  }

  end(): void {
    this.#isOver = true;
    this.#timer?.cancel();
  }
}
