import { quote } from "../../model/paths/quote.ts";
import { nearestWord } from "../arguments/nearest.ts";
import type { PathMeans } from "./expand.ts";
import type { Config, ConfigJob } from "./job.ts";
import type { KeyPath } from "./key_lines.ts";
import { KEYS } from "./keys.ts";
import { MOST_PARALLEL } from "./limits.ts";
import { readJob } from "./read_job.ts";
import {
  type ReadTable,
  readTable,
  type SettingsTable,
  type TableMeans,
} from "./read_table.ts";
import { type ConfigProblem, type Setting, valueOf } from "./setting.ts";
import { findSharedLogs } from "./shared_logs.ts";
import { findSharedPlaces } from "./shared_places.ts";
import { findSharedReplicas } from "./shared_replicas.ts";
import { isUnread, parseToml } from "./toml.ts";

/** A configuration, or all that is wrong with it, in the order of the lines. */
export type ReadConfig =
  & (
    | { readonly kind: "config"; readonly config: Omit<Config, "path"> }
    | { readonly kind: "wrong"; readonly problems: readonly ConfigProblem[] }
  )
  & {
    /** What each key of the file says by itself, as far as it could be understood. */
    readonly settings: readonly Setting[];
  };

/**
 * Understands a configuration file. Of one with broken lines it judges what can
 * be judged without them: each key by itself, and as a whole what none of them
 * is part of.
 */
export function readConfig(text: string, means: PathMeans): ReadConfig {
  const parsed = parseToml(text);
  const broken = parsed.kind === "wrong" ? parsed.mistakes : [];
  const mistakes = broken.map(({ line, reason }) => ({ line, text: reason }));
  const contents = parsed.kind === "wrong" ? parsed.rest : parsed;
  if (contents === undefined) {
    return { kind: "wrong", problems: mistakes, settings: [] };
  }
  const { table, lineOf } = contents;
  const reader = new Reader(table, { ...means, lineOf });
  const config = reader.read();
  const { settings } = reader;
  const problems = distinct([...mistakes, ...reader.problems]);
  return problems.length === 0
    ? { kind: "config", config, settings }
    : { kind: "wrong", problems, settings };
}

/** What a file is made of, and how it is written. */
const HEADS = {
  parallel: "parallel",
  defaults: "[defaults]",
  job: "[[job]]",
} as const;

const TOP_LEVEL = Object.keys(HEADS) as (keyof typeof HEADS)[];

class Reader {
  readonly problems: ConfigProblem[] = [];
  readonly settings: Setting[] = [];
  readonly #document: Readonly<Record<string, unknown>>;
  readonly #means: TableMeans;
  readonly #lineByName = new Map<string, number>();

  constructor(document: Readonly<Record<string, unknown>>, means: TableMeans) {
    this.#document = document;
    this.#means = means;
  }

  read(): Omit<Config, "path"> {
    for (const [name, value] of Object.entries(this.#document)) {
      if (name in HEADS || isUnread(name)) continue;
      this.#blame(
        Array.isArray(value) ? [name, 0] : [name],
        `${name}: it does not belong here: ${placeOf(name)}`,
      );
    }
    const parallel = this.#parallel();
    const defaults = this.#take(this.#defaults());
    const jobs: ConfigJob[] = [];
    for (const table of this.#jobs()) {
      const own = this.#take(table);
      const unread = [...defaults.unread, ...own.unread];
      const { job, problems } = readJob({
        own: own.settings,
        defaults: defaults.settings,
        keys: Object.keys(table.table),
        unread,
        isWhole: !this.#lacksTable() && !unread.some(isUnread),
        line: this.#means.lineOf(table.path),
      }, this.#means);
      this.problems.push(...problems);
      this.#blameTwin(valueOf(own.settings, "name"), table.path);
      if (job !== undefined) jobs.push(job);
    }
    this.problems.push(
      ...findSharedReplicas(jobs),
      ...findSharedLogs(jobs),
      ...findSharedPlaces(jobs),
    );
    return { jobs, parallel };
  }

  #blameTwin(name: string | undefined, path: KeyPath): void {
    if (name === undefined) return;
    const line = this.#means.lineOf([...path, "name"]);
    const earlier = this.#lineByName.get(name);
    if (earlier === undefined) this.#lineByName.set(name, line ?? 0);
    else {
      this.problems.push({
        line,
        text: `name: ${
          quote(name)
        } is the name of the job in line ${earlier} already: expected another`,
      });
    }
  }

  #take(table: SettingsTable): ReadTable {
    const read = readTable(table, this.#means);
    this.problems.push(...read.problems);
    this.settings.push(...read.settings);
    return read;
  }

  /** The head of a table could not be read, nor what is below it. */
  #lacksTable(): boolean {
    return Object.entries(this.#document)
      .some(([name, value]) => isUnread(name) && isTable(value));
  }

  #parallel(): number {
    const { parallel = 1 } = this.#document;
    if (
      typeof parallel === "number" && Number.isInteger(parallel) &&
      parallel >= 1 && parallel <= MOST_PARALLEL
    ) return parallel;
    this.#blame(
      ["parallel"],
      `parallel: expected a whole number from 1 to ${MOST_PARALLEL}: how many jobs may run at the same time`,
    );
    return 1;
  }

  #defaults(): SettingsTable {
    const { defaults = {} } = this.#document;
    const path = ["defaults"];
    if (isTable(defaults)) return { table: defaults, path, isDefaults: true };
    this.#blame(path, "defaults: expected a table: [defaults]");
    return { table: {}, path, isDefaults: true };
  }

  #jobs(): readonly SettingsTable[] {
    const { job } = this.#document;
    if (job === undefined && this.#lacksTable()) return [];
    if (!Array.isArray(job) || job.length === 0 || !job.every(isTable)) {
      this.#blame(
        ["job"],
        job === undefined || Array.isArray(job) && job.length === 0
          ? "there is no job: expected at least one [[job]] with name, source and replica"
          : "job: expected tables in two brackets: [[job]]",
      );
      return [];
    }
    return job.map((table, number) => ({
      table,
      path: ["job", number],
      isDefaults: false,
    }));
  }

  #blame(path: KeyPath, text: string): void {
    this.problems.push({ line: this.#means.lineOf(path), text });
  }
}

function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null &&
    !Array.isArray(value) && !(value instanceof Date);
}

/** Where what stands at the top belongs, or what it was meant to be. */
function placeOf(name: string): string {
  if (KEYS.some((key) => key.name === name)) {
    return "write it in [defaults] or in a [[job]]";
  }
  const nearest = nearestWord(name, TOP_LEVEL);
  return nearest === undefined
    ? `expected ${Object.values(HEADS).join(", ")}`
    : `did you mean ${HEADS[nearest]}?`;
}

/**
 * Returns problems in the order of the lines, each once: what is wrong with a
 * default is found again in each job.
 */
export function distinct(
  problems: readonly ConfigProblem[],
): readonly ConfigProblem[] {
  const byText = new Map(
    problems.map((problem) => [`${problem.line} ${problem.text}`, problem]),
  );
  return [...byText.values()]
    .toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
}
