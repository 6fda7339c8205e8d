import type { Database } from "./database.ts";

/** A state file that a newer program has written. */
export class NewerState extends Error {
  constructor(version: number, latest: number) {
    super(
      `it has version ${version} of the format, and this lockstep knows no later one than ${latest}`,
    );
    this.name = "NewerState";
  }
}

/** Returns the version of its format that a state file has; a file that nothing was ever written to has 0. */
export function formatVersion(database: Database): number {
  return Number(database.prepare("PRAGMA user_version").get()?.user_version);
}

/**
 * Makes sure that a state file is none of a newer program.
 * @throws {NewerState}
 */
export function refuseNewer(database: Database, latest: number): void {
  const version = formatVersion(database);
  if (version > latest) throw new NewerState(version, latest);
}
