import type { LockedReplica, Locking } from "../model/roots/locking.ts";
import { type Database, openDatabase } from "./database.ts";
import { shortDigest } from "./short_digest.ts";
import { isThere, makeStateFile } from "./state_file.ts";

/** Which lock is wanted, and by whom. */
export interface LockRequest {
  /** The state folder; it is made if it is not there. */
  readonly folder: string;
  readonly replica: LockedReplica;
  /** Who asks, to be told to another instance that wants the same lock. */
  readonly holder: string;
}

/** Those who only look have a lock for less than a millisecond. */
const PATIENCE_MS = 100;

/**
 * Takes the lock of a replica until it is disposed of or the process ends,
 * however it ends. It is a transaction that stays open on a small database:
 * this works alike on all systems, and lets the one who comes second read who
 * came first.
 * @throws {Error} if the state folder or the database cannot be written
 */
export async function takeLock(
  { folder, replica, holder }: LockRequest,
): Promise<Locking> {
  const path = `${folder}/${await lockName(replica)}`;
  return await takeNamedLock(path, { holder, patienceMs: PATIENCE_MS });
}

/**
 * Returns who has the lock of a replica, if somebody has. It is not taken for
 * longer than that takes.
 * @throws {Error} if the lock is there and cannot be read
 */
export async function lockHolder(
  { folder, replica }: Omit<LockRequest, "holder">,
): Promise<string | undefined> {
  const path = `${folder}/${await lockName(replica)}`;
  if (!await isThere(path)) return undefined;
  const database = openDatabase(path, { patienceMs: 0 });
  using _closed = { [Symbol.dispose]: () => database.close() };
  try {
    database.exec("BEGIN IMMEDIATE; ROLLBACK");
    return undefined;
  } catch (error) {
    if (!isTaken(error)) throw error;
    return readHolder(database);
  }
}

/** Who wants a lock, and how long it may take to be free, in milliseconds. */
interface LockWish {
  readonly holder: string;
  readonly patienceMs: number;
}

/**
 * Takes the lock that this file is, as `takeLock` does. A damaged file is
 * emptied before, as it holds nothing of worth, and would lock nobody out for
 * ever after. It stays the same file, so that whoever has it locked keeps it.
 * @throws {Error} if it cannot be written
 */
export async function takeNamedLock(
  path: string,
  wish: LockWish,
): Promise<Locking> {
  await makeStateFile(path);
  try {
    return tryLock(path, wish);
  } catch (error) {
    if (!isDamage(error)) throw error;
    await Deno.truncate(path);
    return tryLock(path, wish);
  }
}

function tryLock(path: string, { holder, patienceMs }: LockWish): Locking {
  const database = openDatabase(path, { patienceMs });
  try {
    hold(database, holder);
    return { kind: "mine", lock: { [Symbol.dispose]: () => database.close() } };
  } catch (error) {
    using _closed = { [Symbol.dispose]: () => database.close() };
    if (!isTaken(error)) throw error;
    return { kind: "taken", holder: readHolder(database) };
  }
}

/** One lock for a folder, whatever path leads to it; by its path where it has no inode number. */
async function lockName(
  { path, identity: { dev, ino } }: LockedReplica,
): Promise<string> {
  if (ino !== 0) return `replica-${dev}-${ino}.lock`;
  return `replica-${await shortDigest(path)}.lock`;
}

function hold(database: Database, holder: string): void {
  // What a crash of the machine does to this file does not matter: nobody holds it then.
  database.exec("PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY");
  database.exec(
    "BEGIN IMMEDIATE; CREATE TABLE IF NOT EXISTS holder (words TEXT NOT NULL)",
  );
  database.exec("DELETE FROM holder");
  database.prepare("INSERT INTO holder VALUES (?)").run(holder);
  database.exec("COMMIT; BEGIN IMMEDIATE");
}

function readHolder(database: Database): string {
  try {
    const row = database.prepare("SELECT words FROM holder").get();
    return typeof row?.words === "string" ? row.words : "another process";
  } catch (error) {
    if (isTaken(error) || isEmpty(error)) return "another process";
    throw error;
  }
}

/** Another process empties it right now, because it is damaged. */
function isEmpty(error: unknown): boolean {
  return error instanceof Error && error.message.includes("no such table");
}

function isDamage(error: unknown): boolean {
  return error instanceof Error &&
    /not a database|malformed/.test(error.message);
}

/** node:sqlite gives this error no code of its own (tried with Deno 2.6 to 2.9). */
function isTaken(error: unknown): boolean {
  return error instanceof Error && error.message.includes("database is locked");
}
