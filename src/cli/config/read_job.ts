import { quote } from "../../model/paths/quote.ts";
import { type CronExpression, parseCron } from "../../schedule/cron.ts";
import type { RawArguments } from "../arguments/arguments.ts";
import { absolutePath } from "../arguments/paths.ts";
import { DEFAULT_LOG, parseSync } from "../sync/sync_request.ts";
import { UsageError } from "../usage_error.ts";
import { doOverlap } from "./conflicts.ts";
import { findCulprits } from "./culprits.ts";
import type { PathMeans } from "./expand.ts";
import { type ConfigJob, toArguments } from "./job.ts";
import { KEYS } from "./keys.ts";
import { JOB_NAME } from "./limits.ts";
import { type ConfigProblem, type Setting, valueOf } from "./setting.ts";

/** What is known of a job before it is looked at as a whole. */
export interface JobSettings {
  readonly own: readonly Setting[];
  readonly defaults: readonly Setting[];
  /** The keys that it gives, also those with values that make no sense. */
  readonly keys: readonly string[];
  /** Of those and of the defaults' the ones that could not be understood. */
  readonly unread: readonly string[];
  /** Each of its lines, and of those of the defaults, could be read. */
  readonly isWhole: boolean;
  readonly line: number | undefined;
}

/** A job, as far as it is one, and all that is wrong with it as a whole. */
export interface ReadJob {
  readonly job: ConfigJob | undefined;
  readonly problems: readonly ConfigProblem[];
}

/** Puts a job together. */
export function readJob(job: JobSettings, { folder }: PathMeans): ReadJob {
  const { own, keys, unread, isWhole, line } = job;
  const settings = merge(job);
  const timetable = readCron(settings);
  const [name, source, replica] = REQUIRED.map((key) => valueOf(own, key));
  const complete = (chosen: readonly Setting[]): RawArguments =>
    toArguments({
      source: source ?? folder,
      replica: replica ?? folder,
      settings: withLog(chosen, folder),
    });
  const judged = [...judgeName(own), ...timetable.problems];
  if (!isWhole) return { job: undefined, problems: judged };
  const problems = [
    ...REQUIRED.filter((key) => !keys.includes(key)).map((key) => ({
      line,
      text: `${key}: this job has none: expected ${key} = "..."`,
    })),
    ...judged,
    ...findCulprits({ settings, unread }, (chosen) => judge(complete(chosen)))
      .map((problem) => ({ ...problem, line: problem.line ?? line })),
  ];
  if (source !== undefined && replica !== undefined) {
    problems.push(...judgeFolders(source, replica, lineOf(own, "replica")));
  }
  // Without a name or a source it is one that others can be held against, too.
  if (replica === undefined) return { job: undefined, problems };
  const given = complete(settings);
  const { cron } = timetable;
  const lineOfKey = (key: string): number | undefined => lineOf(settings, key);
  const called = name ?? "?";
  return {
    job: { name: called, given, cron, line, lineOf: lineOfKey },
    problems,
  };
}

const REQUIRED = ["name", "source", "replica"] as const;

/** What a job gives goes before the defaults; either way of telling when before both of theirs. */
function merge({ own, defaults }: JobSettings): readonly Setting[] {
  const isOwn = (name: string): boolean =>
    own.some(({ key }) => key.name === name);
  const saysWhen = WHEN.some(isOwn);
  const rest = defaults.filter(({ key: { name } }) =>
    !isOwn(name) && !(saysWhen && WHEN.includes(name))
  );
  return [...own, ...rest];
}

const WHEN: readonly string[] = ["interval", "cron"];

function judgeName(own: readonly Setting[]): readonly ConfigProblem[] {
  const name = valueOf(own, "name");
  if (name === undefined || JOB_NAME.test(name)) return [];
  return [{
    line: lineOf(own, "name"),
    text: `name: ${
      quote(name)
    } does not fit: expected at most 64 letters, digits, ".", "_" and "-", a letter or a digit first`,
  }];
}

function judgeFolders(
  source: string,
  replica: string,
  line: number | undefined,
): readonly ConfigProblem[] {
  if (!doOverlap(source, replica)) return [];
  const text = `replica: ${quote(replica)} and the source, ${
    quote(source)
  }, are one folder, or one lies in the other: expected two folders apart`;
  return [{ line, text }];
}

function readCron(settings: readonly Setting[]): {
  readonly cron: CronExpression | undefined;
  readonly problems: readonly ConfigProblem[];
} {
  const text = valueOf(settings, "cron");
  if (text === undefined) return { cron: undefined, problems: [] };
  const line = lineOf(settings, "cron");
  const problems: ConfigProblem[] = [];
  const blame = (reason: string): void =>
    void problems.push({ line, text: `cron: ${reason}` });
  if (valueOf(settings, "interval") !== undefined) {
    blame("interval is given as well: give one of them");
  }
  const parsed = parseCron(text);
  if (parsed.kind === "cron") return { cron: parsed.cron, problems };
  blame(
    `${
      quote(text)
    } is no cron expression, ${parsed.reason}: expected minute, hour, day, month and weekday, such as "30 3 * * mon-fri", or @daily`,
  );
  return { cron: undefined, problems };
}

function withLog(
  settings: readonly Setting[],
  folder: string,
): readonly Setting[] {
  if (valueOf(settings, "log") !== undefined) return settings;
  const logs = KEYS.filter(({ name }) => name === "log");
  const value = [absolutePath(DEFAULT_LOG, folder)];
  return [
    ...settings,
    ...logs.map((key) => ({ key, value, line: undefined, isDefault: true })),
  ];
}

function judge(given: RawArguments): string | undefined {
  try {
    parseSync(given);
    return undefined;
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}

function lineOf(
  settings: readonly Setting[],
  name: string,
): number | undefined {
  return settings.find(({ key }) => key.name === name)?.line;
}
