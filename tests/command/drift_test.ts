import { assertEquals, assertStringIncludes } from "../support/assert.ts";
import { waitForTick } from "../support/clock.ts";
import { putFile } from "../support/files.ts";
import {
  actionLines,
  assertCode,
  logLines,
  type ProgramFolders,
  programFolders,
  runOnce,
} from "../support/program.ts";
import { readTree } from "../support/tree.ts";

/** Folders between which a pass was made; then somebody changed the replica. */
async function edited(): Promise<ProgramFolders> {
  const folders = programFolders({ source: { "a.txt": "a", "b.txt": "b" } });
  assertCode(await runOnce(folders), 0);
  waitForTick(folders.top);
  putFile(`${folders.replica}/a.txt`, "edited", Date.now());
  putFile(`${folders.replica}/new.txt`, "new");
  return folders;
}

const DRIFT = [
  'drift "a.txt" (changed in the replica)',
  'drift "new.txt" (added to the replica)',
];

Deno.test("lockstep logs what somebody else has changed in the replica, then puts it right", async () => {
  using folders = await edited();
  const finished = await runOnce(folders);
  assertCode(finished, 0);
  assertEquals(
    actionLines(finished.stderr).filter((line) => line.startsWith("drift")),
    DRIFT,
  );
  const lines = logLines(finished.stderr);
  const at = (text: string): number =>
    lines.findIndex((line) => line.includes(text));
  assertEquals(at(DRIFT[0] ?? "") < at('updated "a.txt"'), true);
  assertStringIncludes(
    finished.stderr,
    "; somebody else had changed the replica at 2 paths",
  );
  assertEquals(readTree(folders.replica), readTree(folders.source));
});

for (const args of [[], ["--yes"]]) {
  const options = ["--fail-on-drift", ...args];
  Deno.test(`lockstep ${options.join(" ")} refuses a replica that somebody else has changed`, async () => {
    using folders = await edited();
    const before = readTree(folders.replica);
    const finished = await runOnce(folders, options);
    assertCode(finished, 3);
    assertEquals(actionLines(finished.stderr), DRIFT);
    assertStringIncludes(
      finished.stderr,
      "ERROR Refused, nothing was changed: somebody else has changed the replica, at 2 paths",
    );
    assertEquals(readTree(folders.replica), before);
  });
}

Deno.test("lockstep --fail-on-drift --dry-run shows the plan that would be refused", async () => {
  using folders = await edited();
  const finished = await runOnce(folders, ["--fail-on-drift", "--dry-run"]);
  assertCode(finished, 3);
  assertEquals(actionLines(finished.stderr), DRIFT);
  assertStringIncludes(finished.stdout, '\n  update "a.txt"');
  assertStringIncludes(
    finished.stdout,
    "\nSafety checks: refused: somebody else has changed the replica, at 2 paths",
  );
});

Deno.test("lockstep --fail-on-drift mirrors a replica that nobody else has changed", async () => {
  using folders = programFolders({ source: { "a.txt": "a" } });
  assertCode(await runOnce(folders), 0);
  waitForTick(folders.top);
  putFile(`${folders.source}/a.txt`, "newer");
  assertCode(await runOnce(folders, ["--fail-on-drift"]), 0);
  assertEquals(readTree(folders.replica), readTree(folders.source));
});
