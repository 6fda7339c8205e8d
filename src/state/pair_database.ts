import { type Database, openDatabase } from "./database.ts";
import { formatVersion, refuseNewer } from "./format_version.ts";

/**
 * What brings a state file from one version of its format to the next; a new
 * file begins at version 0. What has once been released is never altered: a
 * change is one more step.
 */
const MIGRATIONS: readonly string[] = [
  `CREATE TABLE root (
     side TEXT PRIMARY KEY CHECK (side IN ('source', 'replica')),
     path TEXT NOT NULL,
     dev TEXT NOT NULL,
     ino TEXT NOT NULL,
     born_ms REAL,
     volume_type TEXT,
     volume_origin TEXT,
     volume_id TEXT,
     volume_point TEXT,
     entries INTEGER NOT NULL
   ) STRICT;
   CREATE TABLE last_pass (ended TEXT NOT NULL) STRICT;`,
  `ALTER TABLE last_pass ADD COLUMN replica_seconds INTEGER;
   ALTER TABLE last_pass ADD COLUMN replica_nanos INTEGER;
   ALTER TABLE last_pass ADD COLUMN source_seconds INTEGER;
   ALTER TABLE last_pass ADD COLUMN source_nanos INTEGER;`,
  // Paths are bytes: text would lose what is not UTF-8. `pass` tells what later passes did not meet.
  `CREATE TABLE contents (
     path BLOB PRIMARY KEY,
     digest TEXT NOT NULL,
     size INTEGER NOT NULL,
     seconds INTEGER NOT NULL,
     nanos INTEGER NOT NULL,
     pass INTEGER NOT NULL
   ) STRICT, WITHOUT ROWID;`,
  `ALTER TABLE root ADD COLUMN top_ino TEXT;
   ALTER TABLE root ADD COLUMN top_born_ms REAL;`,
];

/** The first version that knows contents. */
const CONTENTS_VERSION = 3;

/** The version of the format that this program writes. */
export const STATE_VERSION = MIGRATIONS.length;

/** Another process may be at it for so long, in milliseconds: a dry run, or a pass that ends. */
const PATIENCE_MS = 5000;

/** A state file that does not hold what it should. */
export class DamagedState extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(reason, options);
    this.name = "DamagedState";
  }
}

/**
 * Works with a state file, which is brought up to date before unless it is only
 * read.
 * @throws {NewerState | DamagedState}
 * @throws {Error} if it cannot be opened, read or written
 */
export function withDatabase<Result>(
  path: string,
  { readOnly }: { readonly readOnly: boolean },
  work: (database: Database) => Result,
): Result {
  try {
    const database = openDatabase(path, {
      readOnly,
      patienceMs: PATIENCE_MS,
    });
    using _closed = { [Symbol.dispose]: () => database.close() };
    refuseNewer(database, STATE_VERSION);
    if (!readOnly) migrate(database);
    return work(database);
  } catch (error) {
    throw isDamage(error)
      ? new DamagedState(error.message, { cause: error })
      : error;
  }
}

/**
 * Makes changes all or not at all, whatever happens meanwhile: what is not
 * committed is undone when the file is closed.
 */
export function inTransaction(database: Database, work: () => void): void {
  database.exec("BEGIN IMMEDIATE");
  work();
  database.exec("COMMIT");
}

/** Tells whether nothing has ever been written to a state file. */
export function isBlank(database: Database): boolean {
  return formatVersion(database) === 0;
}

/** Tells whether a state file, of whatever version it is, has room for contents. */
export function hasContents(database: Database): boolean {
  return formatVersion(database) >= CONTENTS_VERSION;
}

function migrate(database: Database): void {
  if (formatVersion(database) === STATE_VERSION) return;
  inTransaction(database, () => {
    // Another process may have been faster.
    for (const step of MIGRATIONS.slice(formatVersion(database))) {
      database.exec(step);
    }
    database.exec(`PRAGMA user_version = ${STATE_VERSION}`);
  });
}

/** node:sqlite gives most errors no code of their own (tried with Deno 2.6 to 2.9). */
function isDamage(error: unknown): error is Error {
  return error instanceof Error && !(error instanceof DamagedState) &&
    /not a database|malformed|no such (table|column)|already exists|constraint failed/
      .test(error.message);
}
