import type { Contents, PathContents } from "../model/entry/decay.ts";
import { encodeName } from "../model/paths/name_bytes.ts";
import type { RelativePath } from "../model/paths/path.ts";
import type { ContentsChanges } from "../model/safety/memory.ts";
import { numberOf, textOf } from "./columns.ts";
import type { Database } from "./database.ts";
import { hasContents, inTransaction, withDatabase } from "./pair_database.ts";
import { isThere, makeStateFile } from "./state_file.ts";

/**
 * Returns what those paths held, of those for which a state file says it.
 * @throws {NewerState | DamagedState}
 * @throws {Error} if it cannot be read
 */
export async function recallContents(
  file: string,
  paths: readonly RelativePath[],
  { readOnly }: { readonly readOnly: boolean },
): Promise<ReadonlyMap<RelativePath, Contents>> {
  if (paths.length === 0 || !await isThere(file)) return new Map();
  return withDatabase(file, { readOnly }, (database) => {
    // A dry run may find a file of the version that had none yet.
    if (!hasContents(database)) return new Map();
    // Perf: who never asks for digests has none, and is not asked path by path.
    if (!database.prepare("SELECT 1 FROM contents LIMIT 1").get()) {
      return new Map();
    }
    const find = database.prepare("SELECT * FROM contents WHERE path = ?");
    const found = new Map<RelativePath, Contents>();
    for (const path of paths) {
      const row = find.get(encodeName(path));
      if (row === undefined) continue;
      found.set(path, {
        digest: textOf(row, "digest"),
        size: numberOf(row, "size"),
        mtimeSeconds: numberOf(row, "seconds"),
        mtimeNanos: numberOf(row, "nanos"),
      });
    }
    return found;
  });
}

/**
 * Writes down what a pass found out about contents, all of it or nothing.
 * @throws {NewerState | DamagedState}
 * @throws {Error} if it cannot be written
 */
export async function rememberContents(
  file: string,
  { pass, known, gone, isAll }: ContentsChanges,
): Promise<void> {
  await makeStateFile(file);
  withDatabase(file, { readOnly: false }, (database) => {
    inTransaction(database, () => {
      remove(database, gone);
      insert(database, { pass, known });
      if (!isAll) return;
      database.prepare("DELETE FROM contents WHERE pass <> ?").run(pass);
    });
  });
}

function insert(
  database: Database,
  { pass, known }: Pick<ContentsChanges, "pass" | "known">,
): void {
  const insert = database.prepare(
    "INSERT OR REPLACE INTO contents VALUES (?, ?, ?, ?, ?, ?)",
  );
  for (const it of known) insert.run(...toColumns(it), pass);
}

function toColumns(
  { path, digest, size, mtimeSeconds, mtimeNanos }: PathContents,
): [Uint8Array, string, number, number, number] {
  return [encodeName(path), digest, size, mtimeSeconds, mtimeNanos];
}

/** What lies below a folder has paths between "folder/" and "folder0", the byte after the slash. */
function remove(database: Database, gone: readonly RelativePath[]): void {
  const remove = database.prepare("DELETE FROM contents WHERE path = ?");
  const removeBelow = database.prepare(
    "DELETE FROM contents WHERE path > ? AND path < ?",
  );
  for (const path of gone) {
    remove.run(encodeName(path));
    removeBelow.run(encodeName(`${path}/`), encodeName(`${path}0`));
  }
}
