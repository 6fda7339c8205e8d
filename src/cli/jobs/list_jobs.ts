import { findRoots } from "../../mirror/find.ts";
import { jobItem, type ListedJob, listJobs } from "../../output/job_lines.ts";
import { dueAt } from "../../schedule/timetable.ts";
import { lockRunner } from "../../state/jobs.ts";
import { lockHolder } from "../../state/lock.ts";
import type { Pool } from "../../workers/threads/pool.ts";
import type { RawArguments } from "../arguments/arguments.ts";
import { refuseNames } from "../arguments/values.ts";
import { configPath, loadConfig } from "../config/load_config.ts";
import { EXIT } from "../exit_code.ts";
import { makePool } from "../make_pool.ts";
import { ownStateFolder } from "../own_state_folder.ts";
import { complain, printResult } from "../telling/print.ts";
import { printObject } from "../telling/print_object.ts";
import { ifLockable } from "./if_lockable.ts";
import { describeTimetable, type Job, makeJob } from "./job.ts";
import { JobMemories } from "./job_memories.ts";

/**
 * Lists the jobs with their last result and next start. Returns the exit status.
 * @throws {UsageError} if the file makes no sense
 */
export async function run(
  { positionals, switches, values }: RawArguments,
): Promise<number> {
  refuseNames("jobs", positionals);
  const config = await loadConfig(configPath(values.get("config")));
  const folder = await ownStateFolder({ mayChange: false });
  const place = folder === undefined
    ? undefined
    : { folder, config: config.path };
  const warnings: string[] = [];
  const memories = new JobMemories(place, (text) => warnings.push(text));
  await memories.load();
  const runner = place && await findRunner(place);
  const now = Date.now();
  const isAtWork = runner !== undefined;
  const jobs: ListedJob[] = [];
  using pool = await makePool({ threads: 0, disk: "auto" });
  for (const it of config.jobs) {
    const job = makeJob(it, new Set());
    const inUse = await findHolder(job, { folder, pool });
    jobs.push({ ...describe(job, { memories, now, isAtWork }), inUse });
  }
  for (const text of warnings) {
    await complain(text);
  }
  if (switches.has("json")) {
    const head = { config: config.path, runner };
    const lists = { jobs: jobs.map((job) => jobItem(job, now)) };
    return await printObject("jobs", { head, lists, fields: {} }, EXIT.equal);
  }
  return await printResult(listJobs(jobs, { runner, now }), EXIT.equal);
}

function describe(
  job: Job,
  { memories, now, isAtWork }: {
    readonly memories: JobMemories;
    readonly now: number;
    readonly isAtWork: boolean;
  },
): Omit<ListedJob, "inUse"> {
  const { name, request: { source, replica }, timetable } = job;
  const last = isAtWork ? memories.last(job) : memories.recall(job);
  return {
    name,
    source,
    replica,
    timetable: describeTimetable(timetable),
    last: memories.of(name),
    due: dueAt(timetable, { since: now, last }, now),
  };
}

/** Returns who has the replica of a job, as far as this user's state folder knows. */
async function findHolder(
  { named: { replica: path } }: Job,
  { folder, pool }: {
    readonly folder: string | undefined;
    readonly pool: Pool;
  },
): Promise<string | undefined> {
  if (folder === undefined) return undefined;
  const { replica } = await findRoots({ replica: path }, pool);
  if (replica.status !== "folder") return undefined;
  const { place, identity } = replica;
  return await ifLockable(() =>
    lockHolder({ folder, replica: { path: place.path, identity } })
  );
}

/** Returns who runs the jobs of a file over time, if somebody does. */
async function findRunner(
  place: Parameters<typeof lockRunner>[0],
): Promise<string | undefined> {
  const locking = await ifLockable(() =>
    lockRunner(place, { holder: "a list", patienceMs: 0 })
  );
  if (locking?.kind === "taken") return locking.holder;
  locking?.lock[Symbol.dispose]();
  return undefined;
}
