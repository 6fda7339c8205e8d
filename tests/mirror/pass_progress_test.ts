import {
  addProgress,
  NO_PROGRESS,
  type Progress,
  type ProgressEvent,
} from "../../src/model/outcome/progress.ts";
import { assert, assertEquals } from "../support/assert.ts";
import { testFolders } from "../support/folders.ts";
import { bound } from "../support/meanwhile.ts";
import { mirror, type MirrorOverrides } from "../support/mirror.ts";
import { testPool } from "../support/pool.ts";
import type { Tree } from "../support/tree.ts";

/**
 * Runs a pass with more room than there is in use, whatever this machine's disk
 * has, and returns how far each phase had come at its end, in order.
 */
async function follow(
  trees: { readonly source: Tree; readonly replica: Tree },
  overrides: MirrorOverrides = {},
): Promise<readonly Progress[]> {
  using folders = testFolders(trees);
  const phases: Progress[] = [NO_PROGRESS];
  const hear = (event: ProgressEvent): void => {
    const before = phases.at(-1) ?? NO_PROGRESS;
    const now = addProgress(before, event);
    if (event.kind !== "entered") phases.pop();
    phases.push(now);
  };
  using inner = testPool();
  const pool = {
    ...bound(inner),
    run: async (job: Parameters<typeof inner.run>[0]) => {
      const reply = await inner.run(job);
      return reply.kind === "room" ? { ...reply, free: Infinity } : reply;
    },
  };
  await mirror(folders, { pool, ...overrides, onProgress: hear });
  return phases;
}

const CHANGES = {
  source: {
    same: "same",
    changed: "a longer text",
    new: "new",
    folder: { a: "12345", b: { c: "678" } },
  },
  replica: { same: "same", changed: "old", gone: { x: "x", y: "y" } },
};

Deno.test("a pass tells its phases, in their order", async () => {
  const phases = await follow(CHANGES);
  assertEquals(phases.map(({ phase }) => phase), [
    "comparing",
    "copying",
    "flushing",
    "removing",
    "finishing",
  ]);
});

Deno.test("a pass tells how many entries it compared", async () => {
  const [comparing] = await follow(CHANGES);
  // The four in the source's root, and three that only the replica has.
  assertEquals(comparing?.done, { entries: 4 + 3, bytes: 0 });
});

Deno.test("a pass tells how many files it copied, and how many bytes they are", async () => {
  const [, copying] = await follow(CHANGES);
  assertEquals(copying?.done, { entries: 4, bytes: 13 + 3 + 5 + 3 });
});

Deno.test("a pass knows before it copies what the survey saw of it, and that this is not all", async () => {
  const [, copying] = await follow(CHANGES);
  assertEquals(copying?.total, { entries: 1, bytes: 13, isWhole: false });
});

Deno.test("a pass that copies nothing but what the survey saw knows all of it", async () => {
  const { changed } = CHANGES.source;
  const [, copying] = await follow({
    source: { changed },
    replica: { changed: "old" },
  });
  assertEquals(copying?.total, { entries: 1, bytes: 13, isWhole: true });
});

Deno.test("a pass tells how many entries it removes, of how many", async () => {
  const removing = (await follow(CHANGES))
    .find(({ phase }) => phase === "removing");
  assertEquals(removing?.done, { entries: 3, bytes: 0 });
  assertEquals(removing?.total, { entries: 3, bytes: 0, isWhole: true });
});

Deno.test("a dry run tells what it would do as one phase", async () => {
  const [comparing, planning, ...rest] = await follow(CHANGES, {
    options: { dryRun: true },
  });
  assertEquals(comparing?.phase, "comparing");
  assertEquals([planning?.phase, planning?.total], ["planning", undefined]);
  // Four files, two folders, three removals.
  assertEquals(planning?.done.entries, 4 + 2 + 3);
  assertEquals(rest, []);
});

Deno.test("a pass that is stopped while it compares tells of no other phase", async () => {
  const phases = await follow(CHANGES, { isStopped: () => true });
  assert(phases.every(({ phase }) => phase === "comparing"));
});
