import { runPass } from "../../src/mirror/pass.ts";
import type { PassEvent } from "../../src/model/outcome/event.ts";
import type { Outcome } from "../../src/model/outcome/outcome.ts";
import { describeProblem } from "../../src/model/outcome/problem.ts";
import type { ProgressListener } from "../../src/model/outcome/progress.ts";
import type { PassReport } from "../../src/model/outcome/report.ts";
import type { LockReplica } from "../../src/model/roots/locking.ts";
import type { Memory } from "../../src/model/safety/memory.ts";
import { NO_LIMITS, type SafetyRules } from "../../src/model/safety/safety.ts";
import type { MirrorOptions } from "../../src/model/settings.ts";
import type { TrashChoice } from "../../src/model/trash/trash.ts";
import { inlinePool } from "../../src/workers/threads/inline.ts";
import type { Pool } from "../../src/workers/threads/pool.ts";
import { TEST_DISK } from "./test_disk.ts";

/** What a test may want to be different. */
export interface MirrorOverrides {
  /** @default {1} */
  readonly pass?: number;
  readonly options?: Partial<MirrorOptions>;
  readonly safety?: Partial<SafetyRules>;
  readonly log?: string;
  readonly state?: string;
  readonly trash?: TrashChoice;
  readonly goOn?: boolean;
  readonly pool?: Pool;
  readonly isStopped?: () => boolean;
  readonly lock?: LockReplica;
  readonly memory?: Memory;
  readonly clock?: () => number;
  readonly onEvent?: (event: PassEvent) => void;
  readonly onProgress?: ProgressListener;
}

/** What came of a pass. */
export interface Mirrored {
  readonly report: PassReport;
  readonly outcomes: readonly Outcome[];
  /** One line for each outcome: `copied a/b`, `failed c: cannot ...`, sorted. */
  readonly lines: readonly string[];
  readonly events: readonly PassEvent[];
}

export const DEFAULT_OPTIONS: MirrorOptions = {
  contents: false,
  digest: undefined,
  owner: Deno.uid() === 0,
  attributes: "none",
  acls: false,
  specials: false,
  sparse: false,
  update: false,
  hardLinks: false,
  durable: "off",
  removals: true,
  dryRun: false,
  unchanged: false,
};

const NO_LOCK: LockReplica = () =>
  Promise.resolve({ kind: "mine", lock: { [Symbol.dispose]: () => {} } });

/** What remembers nothing. */
export const NO_MEMORY: Memory = {
  recall: () => Promise.resolve({ kind: "nothing" }),
  beginChanges: () => Promise.resolve(),
  remember: () => Promise.resolve(),
  recallContents: () => Promise.resolve(new Map()),
  rememberContents: () => Promise.resolve(),
};

/** Runs one pass, on the thread of the test unless a pool is given, without guards unless asked for. */
export async function mirror(
  { source, replica }: { readonly source: string; readonly replica: string },
  overrides: MirrorOverrides = {},
): Promise<Mirrored> {
  const pool = overrides.pool ?? await inlinePool(TEST_DISK);
  const events: PassEvent[] = [];
  const options = { ...DEFAULT_OPTIONS, ...overrides.options };
  const report = await runPass({
    pass: overrides.pass ?? 1,
    named: {
      source,
      replica,
      log: overrides.log,
      state: overrides.state,
      user: Deno.uid() ?? undefined,
      trash: overrides.trash,
    },
    options,
    safety: {
      ...NO_LIMITS,
      removals: options.removals,
      ...overrides.safety,
    },
  }, {
    pool,
    listen: (event) => {
      events.push(event);
      overrides.onEvent?.(event);
    },
    progress: overrides.onProgress,
    isStopped: overrides.isStopped ?? (() => false),
    now: () => performance.now(),
    clock: overrides.clock ?? (() => Date.now()),
    askToGoOn: () => Promise.resolve(overrides.goOn ?? false),
    lock: overrides.lock ?? NO_LOCK,
    memory: overrides.memory ?? NO_MEMORY,
  });
  const outcomes = events.flatMap((event) =>
    event.kind === "outcomes" ? event.outcomes : []
  );
  return { report, events, outcomes, lines: outcomes.map(toLine).sort() };
}

/** Returns an outcome in one line. */
export function toLine(outcome: Outcome): string {
  const path = outcome.path === "" ? "." : outcome.path;
  switch (outcome.status) {
    case "done": {
      const reason = outcome.reason === undefined ? "" : ` (${outcome.reason})`;
      return `${outcome.action} ${path}${reason}`;
    }
    case "skipped":
      return `skipped ${path} (${outcome.cause}: ${outcome.reason})`;
    case "failed":
      return `failed ${path} (${describeProblem(outcome.problem)})`;
  }
}
