import { assert, assertEquals, assertMatch } from "../support/assert.ts";

import {
  makeBadNames,
  noBadNames,
  notNative,
  notPosix,
  testUnless,
} from "../support/conditions.ts";
import { REPLICA, SOURCE as DIFFERING } from "../support/differing.ts";
import {
  itemsOf,
  type JsonObject,
  parseObject,
  parseObjects,
} from "../support/json_objects.ts";
import {
  assertCode,
  programFolders,
  runOnce,
  runProgram,
  snapshot,
  startProgram,
} from "../support/program.ts";
import { HAS_ALL } from "../support/test_disk.ts";
import { file, readText, type Tree } from "../support/tree.ts";

const SOURCE: Tree = {
  ...DIFFERING,
  "new.txt": "new",
  'odd\n\u202e"': "odd",
};

/** Leaves out what two passes do not have in common, and sorts. */
function comparable(object: JsonObject): JsonObject {
  const { started: _, milliseconds: __, renames: ___, ...rest } = object;
  const { command: ____, dryRun: _____, exitStatus: ______, ...same } = rest;
  const changes = itemsOf(object, "changes").map(({ freed: _, ...change }) =>
    change
  );
  return { ...same, changes };
}

Deno.test("lockstep --json prints one object and nothing else, with the same fields in a dry and in the real run", async () => {
  using folders = programFolders({ source: SOURCE, replica: REPLICA });
  const before = snapshot(folders.top);
  const dry = await runOnce(folders, ["-n", "--json"]);
  assertEquals(snapshot(folders.top), before);
  const real = await runOnce(folders, ["--json"]);
  const [planned, done] = [parseObject(dry.stdout), parseObject(real.stdout)];
  assertEquals([planned.dryRun, done.dryRun], [true, false]);
  assertEquals([planned.exitStatus, dry.code], [7, 7]);
  assertEquals(comparable(planned), comparable(done));
  assertEquals(itemsOf(done, "changes"), [
    { action: "updated", path: "changed.txt", bytes: 6, reason: "size" },
    { action: "removed", path: "extra" },
    { action: "removed", path: "extra/b.txt" },
    { action: "created", path: "folder" },
    { action: "copied", path: "folder/a.txt", bytes: 1 },
    { action: "metadata", path: "mode.txt", reason: "mode" },
    { action: "copied", path: "new.txt", bytes: 3 },
    { action: "copied", path: 'odd\n\u202e"', bytes: 3 },
  ]);
  const { source, replica, pass, result, exitStatus } = done;
  assertEquals(
    { source, replica, pass, result, exitStatus },
    {
      source: folders.source,
      replica: folders.replica,
      pass: 1,
      result: "done",
      exitStatus: 0,
    },
  );
});

Deno.test("lockstep --json writes the log to standard error as always", async () => {
  using folders = programFolders({ source: { "a.txt": "a" } });
  const { stderr } = await runOnce(folders, ["--json"]);
  assertMatch(stderr, / INFO {2}copied "a\.txt" 1 B\n/);
  assertEquals(readText(folders.log), stderr);
});

testUnless(
  notNative() ?? noBadNames() ??
    (HAS_ALL ? undefined : "without all permissions such names fail"),
  "lockstep --json writes the bytes of names that are not UTF-8 as half surrogates",
  async () => {
    using folders = programFolders({ source: {} });
    makeBadNames(folders.source);
    const { stdout } = await runOnce(folders, ["--json"]);
    assert(stdout.includes(String.raw`"path":"bad\udce8name"`), stdout);
    const [, change] = itemsOf(parseObject(stdout), "changes");
    assertEquals(change?.path, "bad\udce8name");
  },
);

Deno.test("lockstep --json says what a safety check refused, and what was allowed", async () => {
  using folders = programFolders({ source: {}, replica: { "a.txt": "a" } });
  const refused = await runOnce(folders, ["--json"]);
  assertCode(refused, 3);
  const object = parseObject(refused.stdout);
  assertEquals([object.result, object.exitStatus], ["refused", 3]);
  assertEquals(object.changes, []);
  const { reason, remedy } = object;
  assertEquals(object.safety, [
    { about: "plan", reason, remedy, allowed: false },
  ]);
  const allowed = await runOnce(folders, ["--json", "--yes"]);
  const { safety, result } = parseObject(allowed.stdout);
  assertEquals(result, "done");
  assertEquals(safety, [{ about: "plan", reason, remedy, allowed: true }]);
});

Deno.test("lockstep --json is an object also without a source, and with roots that never fit", async () => {
  using folders = programFolders();
  const missing = await runOnce(folders, ["--json"]);
  assertCode(missing, 4);
  const object = parseObject(missing.stdout);
  assertEquals([object.result, object.exitStatus], ["unavailable", 4]);
  const { replica } = folders;
  await Deno.mkdir(replica);
  const args = [replica, replica, "--once", "--json"];
  const unfit = await runProgram(args, folders);
  assertCode(unfit, 3);
  assertEquals(parseObject(unfit.stdout).result, "refused");
});

Deno.test("lockstep --json tells what failed and what was left alone", async () => {
  using folders = programFolders({
    source: { "new.txt": file("new", { time: 1000 }), taken: "file" },
    replica: { "new.txt": "newer", taken: { "a.txt": "a" } },
  });
  const args = ["--json", "--update", "--no-delete"];
  const finished = await runOnce(folders, args);
  assertCode(finished, 1);
  const { skipped, failed, exitStatus } = parseObject(finished.stdout);
  assertEquals(exitStatus, 1);
  assertEquals(
    (skipped as JsonObject[]).map(({ path, cause }) => ({ path, cause })),
    [{ path: "new.txt", cause: "newer" }],
  );
  assertEquals((failed as JsonObject[]).map(({ path }) => path), ["taken"]);
});

Deno.test("lockstep --json in a loop prints an object a pass, each on its line, and the stop has the exit status", async () => {
  using folders = programFolders({ source: { "a.txt": "a" } });
  const { source, replica } = folders;
  await using program = startProgram(
    [source, replica, "0.01", "--json"],
    folders,
  );
  await program.stdout.waitFor(/.*\n.*\n/);
  program.kill("SIGTERM");
  const { stdout, code } = await program.finished;
  const objects = parseObjects(stdout);
  assertEquals(
    objects.map(({ pass }) => pass),
    objects.map((_, index) => index + 1),
  );
  assert(objects.length >= 2, stdout);
  assertEquals(objects.at(-1)?.exitStatus, code);
});

Deno.test("lockstep --json leaves wrong usage to standard error", async () => {
  const { code, stdout, stderr } = await runProgram(["--json", "a"]);
  assertEquals([code, stdout], [2, ""]);
  assertMatch(stderr, /^lockstep: two folders are needed.*\n$/);
});

testUnless(
  notPosix(),
  "lockstep --json that cannot be printed is told, and the mirror goes on",
  async () => {
    using folders = programFolders({ source: { "a.txt": "a" } });
    const through = ["sh", "-c", '"$@" > /dev/full', "sh"];
    const finished = await runOnce(folders, ["--json"], { through });
    assertCode(finished, 1);
    assertMatch(
      finished.stderr,
      / ERROR Cannot write the result: .+\n/,
    );
    assertEquals(readText(`${folders.replica}/a.txt`), "a");
  },
);
