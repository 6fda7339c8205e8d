import { DatabaseSync } from "node:sqlite";

/** An open SQLite file. */
export type Database = DatabaseSync;

/** How a file is opened. */
export interface DatabaseOptions {
  /** @default {false} */
  readonly readOnly?: boolean;
  /** How long another process is waited for, in milliseconds; node:sqlite itself does not wait. */
  readonly patienceMs: number;
}

/**
 * Opens an SQLite file. Text with NUL characters comes back cut, and whole
 * numbers above 2^53 do not come back at all: neither may be stored as such.
 * @throws {Error} if it cannot be opened
 */
export function openDatabase(
  path: string,
  { readOnly = false, patienceMs: timeout }: DatabaseOptions,
): Database {
  return new DatabaseSync(path, { readOnly, timeout });
}
