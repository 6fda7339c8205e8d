import { assert, assertEquals } from "../support/assert.ts";
import { putFile } from "../support/files.ts";
import { type TestFolders, testFolders } from "../support/folders.ts";
import { mirror } from "../support/mirror.ts";
import { testMemory } from "../support/test_memory.ts";

/** Runs a pass that is stopped as soon as it has done something. */
async function stopInBetween(
  folders: TestFolders,
  memory: ReturnType<typeof testMemory>,
): Promise<void> {
  let isStopped = false;
  const { report } = await mirror(folders, {
    memory,
    isStopped: () => isStopped,
    onEvent: ({ kind }) => {
      isStopped ||= kind === "outcomes";
    },
  });
  assertEquals(report.ending.kind, "stopped");
}

Deno.test("a first pass that is stopped leaves the next one to know its roots", async () => {
  using folders = testFolders({ source: { a: "a", b: "b" }, replica: {} });
  const memory = testMemory();
  await stopInBetween(folders, memory);
  const { ended, source, replica, marks } = memory.memory ?? {};
  const { ino } = await Deno.lstat(folders.replica);
  assertEquals(
    [ended, source?.entries, replica?.entries, replica?.identity.ino, marks],
    ["never", 2, 0, ino ?? 0, undefined],
  );
});

Deno.test("a later pass that is stopped leaves what is known of the roots as it was", async () => {
  using folders = testFolders({ source: { a: "a", b: "b" } });
  const memory = testMemory();
  await mirror(folders, { memory });
  const before = memory.memory;
  assert(before?.ended === "then");
  putFile(`${folders.source}/c`, "c");
  await stopInBetween(folders, memory);
  assertEquals(memory.memory, { ...before, marks: undefined });
});
