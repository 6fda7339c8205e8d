import { tellShortage } from "../../src/mirror/room.ts";
import type { PassEvent } from "../../src/model/outcome/event.ts";
import type { ProgressEvent } from "../../src/model/outcome/progress.ts";
import type { RelativePath } from "../../src/model/paths/path.ts";
import type { FolderDifferences } from "../../src/model/plan/survey.ts";
import type { Job, Reply } from "../../src/workers/job.ts";
import { assertEquals } from "../support/assert.ts";
import { scriptedPool } from "../support/scripted_pool.ts";

/** A folder that is to be copied, of which nothing is known. */
const MISSING: FolderDifferences = {
  folder: "" as RelativePath,
  differences: [{ kind: "missing", name: "new", entry: "directory" }],
  parts: [],
};

/** Asks for room where so many bytes are free, and the new folder has two files of 50 in it. */
async function ask(
  free: number,
): Promise<{
  readonly events: readonly PassEvent[];
  readonly progress: readonly ProgressEvent[];
}> {
  const answer = ({ kind }: Job): Reply =>
    kind === "room"
      ? { kind, free, used: 500 }
      : { kind: "measured", files: 2, bytes: 100, rest: [] };
  const events: PassEvent[] = [];
  const progress: ProgressEvent[] = [];
  await tellShortage([MISSING], { keepsOld: false }, {
    pool: scriptedPool(answer),
    listen: (event) => events.push(event),
    progress: (event) => progress.push(event),
    isStopped: () => false,
  });
  return { events, progress };
}

Deno.test("tellShortage() tells how far it has looked, where there may be too little room", async () => {
  const { events, progress } = await ask(99);
  assertEquals(events, [{ kind: "short of room", needed: 100, free: 99 }]);
  assertEquals(progress, [
    { kind: "entered", phase: "measuring" },
    { kind: "reached", done: { entries: 2, bytes: 100 } },
  ]);
});

Deno.test("tellShortage() looks no closer where all of the source would fit", async () => {
  assertEquals(await ask(500), { events: [], progress: [] });
});
