import { quote } from "../model/paths/quote.ts";
import type { Locking } from "../model/roots/locking.ts";
import { numberOf, textOf } from "./columns.ts";
import { type Database, openDatabase } from "./database.ts";
import { NewerState, refuseNewer } from "./format_version.ts";
import { takeNamedLock } from "./lock.ts";
import { shortDigest } from "./short_digest.ts";
import { isThere, makeStateFile } from "./state_file.ts";

/** What became of the last pass of a job; times in milliseconds since 1970. */
export interface JobMemory {
  readonly name: string;
  /** When its passes were to start, in words: the time of another timetable is none to go by. */
  readonly timetable: string;
  readonly started: number;
  readonly ended: number;
  /** The exit status that a run of this pass alone would have had. */
  readonly status: number;
  /** In words, one line. */
  readonly summary: string;
}

/** The jobs of which configuration file, and where that is remembered. */
export interface JobsPlace {
  /** The state folder. */
  readonly folder: string;
  /** The configuration file, absolute. */
  readonly config: string;
}

/** Another process may be at it for so long, in milliseconds. */
const PATIENCE_MS = 5000;

/** The version of the format that this program writes; one without a version is the same. */
const VERSION = 1;

const TABLE = `CREATE TABLE IF NOT EXISTS job (
  name TEXT PRIMARY KEY,
  timetable TEXT NOT NULL,
  started REAL NOT NULL,
  ended REAL NOT NULL,
  status INTEGER NOT NULL,
  summary TEXT NOT NULL
) STRICT`;

/**
 * Returns what is remembered of the jobs of a configuration file.
 * @throws {Error} if it cannot be read, or a newer program has written it
 */
export async function recallJobs(
  place: JobsPlace,
): Promise<readonly JobMemory[]> {
  const path = await stateFile(place);
  if (!await isThere(path)) return [];
  return withFile(path, (database) => {
    if (!hasTable(database)) return [];
    return database.prepare("SELECT * FROM job").all().map((row) => ({
      name: textOf(row, "name"),
      timetable: textOf(row, "timetable"),
      started: numberOf(row, "started"),
      ended: numberOf(row, "ended"),
      status: numberOf(row, "status"),
      summary: textOf(row, "summary"),
    }));
  });
}

/** A file that could be made, but not be written, has none: the disk was full. */
function hasTable(database: Database): boolean {
  const find = "SELECT 1 FROM sqlite_master WHERE name = 'job'";
  return database.prepare(find).get() !== undefined;
}

/**
 * Writes down what became of a pass of a job.
 * @throws {Error} if it cannot be written, or a newer program has written it
 */
export async function rememberJob(
  place: JobsPlace,
  { name, timetable, started, ended, status, summary }: JobMemory,
): Promise<void> {
  const path = await stateFile(place);
  await makeStateFile(path);
  withFile(path, (database) => {
    // Perf: what a power cut takes of this is worth no waiting for the disk.
    database.exec("PRAGMA synchronous = OFF");
    database.exec(`${TABLE}; PRAGMA user_version = ${VERSION}`);
    database.prepare("INSERT OR REPLACE INTO job VALUES (?, ?, ?, ?, ?, ?)")
      .run(name, timetable, started, ended, status, summary);
  });
}

/**
 * Takes the lock of those who run the jobs of a file over time, or tells who has
 * it. With patience it waits for those who only look.
 * @throws {Error} if the state folder cannot be written
 */
export async function lockRunner(
  { folder, config }: JobsPlace,
  options: { readonly holder: string; readonly patienceMs: number },
): Promise<Locking> {
  const path = `${folder}/jobs-${await shortDigest(config)}.lock`;
  return await takeNamedLock(path, options);
}

async function stateFile({ folder, config }: JobsPlace): Promise<string> {
  return `${folder}/jobs-${await shortDigest(config)}.state`;
}

function withFile<Result>(
  path: string,
  work: (database: Database) => Result,
): Result {
  const database = openDatabase(path, { patienceMs: PATIENCE_MS });
  using _closed = { [Symbol.dispose]: () => database.close() };
  try {
    refuseNewer(database, VERSION);
    return work(database);
  } catch (error) {
    if (!(error instanceof NewerState)) throw error;
    const reason = `${quote(path)} was written by a newer lockstep`;
    throw new Error(`${reason}: ${error.message}`, { cause: error });
  }
}
