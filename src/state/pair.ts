import type { DriftMarks, Moment } from "../model/entry/drift.ts";
import type { Volume, VolumeTop } from "../model/roots/root_traits.ts";
import type {
  PairMemory,
  PathPair,
  RememberedRoot,
} from "../model/safety/memory.ts";
import { numberOf, type Row, textOf } from "./columns.ts";
import type { Database } from "./database.ts";
import {
  DamagedState,
  inTransaction,
  isBlank,
  withDatabase,
} from "./pair_database.ts";
import { shortDigest } from "./short_digest.ts";
import { isThere, makeStateFile } from "./state_file.ts";

/** Returns the state file of a pair: one for both paths, wherever they lead. */
export async function pairFile(
  folder: string,
  pair: PathPair,
): Promise<string> {
  // No path holds a NUL.
  const name = await shortDigest(`${pair.source}\0${pair.replica}`);
  return `${folder}/pair-${name}.state`;
}

/**
 * Returns what is remembered in a state file, `undefined` where there is none.
 * @throws {NewerState | DamagedState}
 * @throws {Error} if it cannot be read
 */
export async function recallPair(
  path: string,
  { readOnly }: { readonly readOnly: boolean },
): Promise<PairMemory | undefined> {
  if (!await isThere(path)) return undefined;
  return withDatabase(path, { readOnly }, readMemory);
}

/**
 * Writes down what is to be remembered, in a file for its owner's eyes only.
 * @throws {NewerState | DamagedState}
 * @throws {Error} if it cannot be written
 */
export async function rememberPair(
  path: string,
  { pair, memory }: { readonly pair: PathPair; readonly memory: PairMemory },
): Promise<void> {
  await makeStateFile(path);
  withDatabase(path, { readOnly: false }, (database) => {
    const known = readMemory(database);
    // Perf: times alone are worth no waiting for the disk, some 5 ms.
    if (known !== undefined && hasSameRoots(known, memory)) {
      database.exec("PRAGMA synchronous = OFF");
    }
    inTransaction(database, () => writeMemory(database, { pair, memory }));
  });
}

/**
 * Drops what tells who changed the replica, as long as it is being changed: of
 * a pass that is killed nobody writes down when it left off.
 * @throws {NewerState | DamagedState}
 * @throws {Error} if it cannot be written
 */
export async function forgetMarks(path: string): Promise<void> {
  if (!await isThere(path)) return;
  withDatabase(path, { readOnly: false }, (database) => {
    // Perf: as above; after a power cut changes of that pass may pass for drift.
    database.exec("PRAGMA synchronous = OFF");
    database.exec(
      "UPDATE last_pass SET replica_seconds = NULL, source_seconds = NULL",
    );
  });
}

/**
 * Sets a damaged state file aside under a name that says so, with what belongs
 * to it. Returns that name.
 */
export async function setAside(path: string, now: Date): Promise<string> {
  const stamp = now.toISOString().replace(/[^0-9TZ]/g, "");
  const aside = `${path}.damaged-${stamp}`;
  await Deno.rename(path, aside);
  // An old journal must not be taken for one of the new file.
  const journal = `${path}-journal`;
  if (await isThere(journal)) await Deno.rename(journal, `${aside}-journal`);
  return aside;
}

function hasSameRoots(known: PairMemory, memory: PairMemory): boolean {
  const [a, b] = [known, memory].map(({ source, replica }) =>
    JSON.stringify([source, replica])
  );
  return a === b;
}

function readMemory(database: Database): PairMemory | undefined {
  if (isBlank(database)) return undefined;
  const pass = database.prepare("SELECT * FROM last_pass").get();
  if (pass === undefined) return undefined;
  const find = database.prepare("SELECT * FROM root WHERE side = ?");
  return {
    ended: textOf(pass, "ended"),
    source: toRoot(find.get("source")),
    replica: toRoot(find.get("replica")),
    marks: toMarks(pass),
  };
}

function writeMemory(
  database: Database,
  { pair, memory }: { readonly pair: PathPair; readonly memory: PairMemory },
): void {
  database.exec("DELETE FROM last_pass; DELETE FROM root");
  const { ended, marks } = memory;
  database.prepare("INSERT INTO last_pass VALUES (?, ?, ?, ?, ?)").run(
    ended,
    marks?.replicaSince.seconds ?? null,
    marks?.replicaSince.nanos ?? null,
    marks?.sourceBefore?.seconds ?? null,
    marks?.sourceBefore?.nanos ?? null,
  );
  const insert = database.prepare(
    "INSERT INTO root VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
  );
  for (const side of ["source", "replica"] as const) {
    const { identity: { dev, ino }, bornMs, volume, entries } = memory[side];
    insert.run(
      side,
      pair[side],
      String(dev),
      String(ino),
      bornMs ?? null,
      volume?.type ?? null,
      volume?.origin ?? null,
      volume?.id ?? null,
      volume?.point ?? null,
      entries,
      volume?.top === undefined ? null : String(volume.top.ino),
      volume?.top?.bornMs ?? null,
    );
  }
}

/** A dry run may find a file of the version that had no marks yet. */
function toMarks(row: Row): DriftMarks | undefined {
  const replicaSince = toMoment(row, "replica");
  return replicaSince &&
    { replicaSince, sourceBefore: toMoment(row, "source") };
}

function toMoment(row: Row, side: "source" | "replica"): Moment | undefined {
  const seconds = row[`${side}_seconds`] ?? null;
  return seconds === null ? undefined : {
    seconds: numberOf(row, `${side}_seconds`),
    nanos: numberOf(row, `${side}_nanos`),
  };
}

function toRoot(row: Row | undefined): RememberedRoot {
  if (row === undefined) throw new DamagedState("it lacks a root");
  const bornMs = row.born_ms;
  return {
    identity: { dev: numberOf(row, "dev"), ino: numberOf(row, "ino") },
    bornMs: typeof bornMs === "number" ? bornMs : undefined,
    volume: toVolume(row),
    entries: numberOf(row, "entries"),
  };
}

function toVolume(row: Row): Volume | undefined {
  if (row.volume_type === null) return undefined;
  return {
    type: textOf(row, "volume_type"),
    origin: textOf(row, "volume_origin"),
    id: row.volume_id === null ? undefined : textOf(row, "volume_id"),
    point: textOf(row, "volume_point"),
    top: toTop(row),
  };
}

/** A dry run may find a file of a version that did not know it. */
function toTop(row: Row): VolumeTop | undefined {
  const bornMs = row.top_born_ms;
  return typeof bornMs === "number"
    ? { ino: numberOf(row, "top_ino"), bornMs }
    : undefined;
}
