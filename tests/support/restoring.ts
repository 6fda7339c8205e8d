import { runRestore } from "../../src/mirror/restore.ts";
import type { PassEvent } from "../../src/model/outcome/event.ts";
import type { RelativePath } from "../../src/model/paths/path.ts";
import type { MirrorOptions } from "../../src/model/settings.ts";
import {
  passName,
  passOfRecord,
  timeOfPass,
  type TrashChoice,
} from "../../src/model/trash/trash.ts";
import { inlinePool } from "../../src/workers/threads/inline.ts";
import type { Pool } from "../../src/workers/threads/pool.ts";
import { remove } from "./files.ts";
import { type TestFolders, testFolders } from "./folders.ts";
import {
  DEFAULT_OPTIONS,
  mirror,
  type Mirrored,
  NO_MEMORY,
  toLine,
} from "./mirror.ts";
import { TEST_DISK } from "./test_disk.ts";
import {
  DEFAULT_TIME,
  file,
  folder,
  link,
  namesIn,
  readText,
  type Tree,
  writeTree,
} from "./tree.ts";

/** What a test wants back. */
export interface Wanted {
  readonly replica: string;
  /** The name that a pass of that time has. */
  readonly at: string;
  /** @default all of the replica */
  readonly path?: string;
  /** @default the replica itself */
  readonly to?: string;
  readonly trash?: TrashChoice;
  readonly options?: Partial<MirrorOptions>;
  readonly pool?: Pool;
  readonly isStopped?: () => boolean;
}

/** Brings something back, on the thread of the test unless a pool is given. */
export async function restore(wanted: Wanted): Promise<Mirrored> {
  const { replica, at, path = "", to, options } = wanted;
  const events: PassEvent[] = [];
  const report = await runRestore({
    replica,
    trash: wanted.trash ?? { kind: "beside" },
    path: path as RelativePath,
    at,
    to,
    state: undefined,
    user: Deno.uid() ?? undefined,
    options: { ...DEFAULT_OPTIONS, contents: true, ...options },
  }, {
    pool: wanted.pool ?? await inlinePool(TEST_DISK),
    listen: (event) => events.push(event),
    isStopped: wanted.isStopped ?? (() => false),
    now: () => performance.now(),
    clock: () => Date.now(),
    memory: NO_MEMORY,
    askToGoOn: () => Promise.resolve(false),
    lock: () =>
      Promise.resolve({ kind: "mine", lock: { [Symbol.dispose]: () => {} } }),
  });
  const outcomes = events.flatMap((event) =>
    event.kind === "outcomes" ? event.outcomes : []
  );
  return { report, events, outcomes, lines: outcomes.map(toLine).sort() };
}

/** Returns a time after all passes that a trash knows of, and not after the next one. */
export function momentAfter(trash: string): string {
  const { since } = JSON.parse(readText(`${trash}/lockstep-trash.json`));
  const names = [since, ...namesIn(trash)];
  const times = names.map((name) =>
    timeOfPass(passOfRecord(name) ?? name) ?? 0
  );
  return passName(Math.max(...times) + 1);
}

/** What a replica has held before. */
export const OLD: Tree = {
  a: file("old", { mode: 0o640, time: DEFAULT_TIME + 1000 }),
  same: "same",
  docs: folder({
    b: file("b", { mode: 0o600 }),
    deep: folder({ c: link("b") }, { mode: 0o700, time: DEFAULT_TIME + 2000 }),
    empty: {},
    kept: "kept",
  }, { mode: 0o750, time: DEFAULT_TIME + 3000 }),
  gone: folder({
    sub: folder({ x: "x", deep: {} }, {
      mode: 0o711,
      time: DEFAULT_TIME + 4000,
    }),
    y: "y",
  }, { mode: 0o751, time: DEFAULT_TIME + 5000 }),
  kind: { d: "d" },
};
const NEW: Tree = {
  a: "new one",
  same: "same",
  docs: { kept: "kept", new: { e: "e" } },
  kind: "now a file",
  made: "made",
};

/** Folders whose replica has been one thing and then another, and the time between. */
export async function changedFolders(
  before = OLD,
  after = NEW,
): Promise<TestFolders & { readonly at: string; readonly trash: string }> {
  const folders = testFolders({ source: before });
  await mirror(folders, { trash: { kind: "beside" } });
  const trash = `${folders.replica}.versions`;
  const at = momentAfter(trash);
  remove(folders.source);
  writeTree(folders.source, after);
  await mirror(folders, { trash: { kind: "beside" } });
  return { ...folders, at, trash };
}
