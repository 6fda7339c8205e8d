import { assertEquals, assertMatch } from "../support/assert.ts";
import { waitForTick } from "../support/clock.ts";
import { REPLICA, SOURCE } from "../support/differing.ts";
import {
  itemsOf,
  type JsonObject,
  parseObject,
} from "../support/json_objects.ts";
import {
  assertCode,
  type Finished,
  type ProgramFolders,
  programFolders,
  runOnce,
  runProgram,
  snapshot,
} from "../support/program.ts";
import { link, type Tree } from "../support/tree.ts";

/** Runs `lockstep plan`, and makes sure that nothing is changed. */
async function runPlan(
  folders: ProgramFolders,
  args: readonly string[] = [],
): Promise<Finished> {
  const { source, replica } = folders;
  const before = snapshot(folders.top);
  const finished = await runProgram(
    ["plan", source, replica, ...args],
    folders,
  );
  assertEquals(snapshot(folders.top), before);
  return finished;
}

Deno.test("lockstep plan shows what a pass would do, changes nothing and ends with 7", async () => {
  using folders = programFolders({ source: SOURCE, replica: REPLICA });
  const { stdout, stderr, code } = await runPlan(folders);
  assertEquals(stdout.split("\n"), [
    `Plan to make "${folders.replica}" equal to "${folders.source}":`,
    "",
    '  update "changed.txt" 6 B (size)',
    '  remove "extra"',
    '  remove "extra/b.txt" 1 B',
    '  create "folder"',
    '  copy   "folder/a.txt" 1 B',
    '  mend   "mode.txt" (mode)',
    '  copy   "new.txt" 2 KiB',
    "",
    "In all: create 1, copy 2 (2 KiB), update 1 (6 B), mend 1, remove 2 (1 B); 0 unchanged",
    "Safety checks: nothing against it",
    "",
  ]);
  assertEquals([stderr, code], ["", 7]);
});

Deno.test("lockstep plan tells a long plan by folders", async () => {
  const many = (count: number): Tree =>
    Object.fromEntries(
      Array.from({ length: count }, (_, number) => [`${number}`, "text"]),
    );
  using folders = programFolders({
    source: { "2025": many(60), "2026": many(50) },
    replica: { "2025": {}, old: {} },
  });
  const { stdout, code } = await runPlan(folders);
  assertEquals(code, 7);
  assertEquals(stdout.split("\n").slice(2, -4), [
    '  ".": create 1, remove 1',
    '  "2025": copy 60 (240 B)',
    '  "2026": copy 50 (200 B)',
  ]);
});

Deno.test("lockstep plan ends with 0 after the pass that it showed", async () => {
  using folders = programFolders({ source: SOURCE, replica: REPLICA });
  assertCode(await runOnce(folders), 0);
  const { stdout, code } = await runPlan(folders);
  assertMatch(stdout, /^In all: nothing to do; 5 unchanged$/m);
  assertEquals(code, 0);
});

Deno.test("lockstep plan takes the command line of a mirror", async () => {
  using folders = programFolders({ source: SOURCE, replica: REPLICA });
  const args = [
    "10m",
    "my.log",
    "--once",
    "-q",
    "--no-delete",
    "--keep-versions",
  ];
  const { stdout, code } = await runPlan(folders, args);
  assertMatch(stdout, /^In all: create 1, copy 2 .*, mend 1; 0 unchanged\n/);
  assertEquals(code, 7);
});

Deno.test("lockstep plan shows a plan that would be refused, with the reason, and ends with 3", async () => {
  using folders = programFolders({ source: {}, replica: { "a.txt": "a" } });
  const { stdout, stderr, code } = await runPlan(folders);
  assertMatch(stdout, /^ {2}remove "a\.txt" 1 B$/m);
  assertMatch(
    stdout,
    /^Safety checks: refused: the source is empty: .*--allow-empty-source\n$/m,
  );
  assertEquals([stderr, code], ["", 3]);
  const allowed = await runPlan(folders, ["--yes"]);
  assertMatch(allowed.stdout, /^Safety checks: allowed by --yes: /m);
  assertEquals(allowed.code, 7);
});

Deno.test("lockstep plan shows the same refusals as the pass, of another folder too", async () => {
  using folders = programFolders({ source: { "a.txt": "a" } });
  const { replica } = folders;
  assertCode(await runOnce(folders), 0);
  await Deno.rename(replica, `${replica}.away`);
  await Deno.mkdir(replica);
  const plan = await runPlan(folders, ["--json"]);
  const real = await runOnce(folders, ["--json"]);
  const [planned, refused] = [
    parseObject(plan.stdout),
    parseObject(real.stdout),
  ];
  assertEquals([plan.code, real.code], [3, 3]);
  assertEquals(planned.reason, refused.reason);
  assertEquals(refused.changes, []);
  const paths = itemsOf(planned, "changes").map(({ path }) => path);
  assertEquals(paths.filter((path) => path !== ""), ["a.txt"]);
});

Deno.test("lockstep plan --json prints the object of the pass that it stands for", async () => {
  using folders = programFolders({ source: SOURCE, replica: REPLICA });
  const plan = await runPlan(folders, ["--json", "--summary-file", "none"]);
  const real = await runOnce(folders, ["--json"]);
  const planned = comparable(parseObject(plan.stdout));
  const done = comparable(parseObject(real.stdout));
  assertEquals(planned, {
    ...done,
    command: "plan",
    dryRun: true,
    exitStatus: 7,
  });
  assertEquals(plan.code, 7);
});

function comparable(object: JsonObject): JsonObject {
  const { started: _, milliseconds: __, renames: ___, ...rest } = object;
  const changes = itemsOf(object, "changes")
    .map(({ freed: _, ...change }) => change);
  return { ...rest, changes };
}

for (const trash of [[], ["--keep-versions"]]) {
  const way = trash.length === 0 ? "" : ", which a trash would keep";
  Deno.test(`lockstep plan --json has the sizes of files that are to be removed${way}`, async () => {
    using folders = programFolders({
      source: {},
      replica: { "a.txt": "123", b: { "c.txt": "12345", link: link("a") } },
    });
    const args = ["--json", "--allow-empty-source", ...trash];
    const { stdout } = await runPlan(folders, args);
    assertEquals(
      itemsOf(parseObject(stdout), "changes")
        .filter(({ action }) => action === "removed")
        .map(({ path, freed }) => ({ path, freed })),
      [
        { path: "a.txt", freed: 3 },
        { path: "b", freed: undefined },
        { path: "b/c.txt", freed: 5 },
        { path: "b/link", freed: undefined },
      ],
    );
  });
}

Deno.test("lockstep plan without a source says so on standard error, and ends with 4", async () => {
  using folders = programFolders();
  const { stdout, stderr, code } = await runPlan(folders);
  assertEquals([stdout, code], ["", 4]);
  assertMatch(stderr, / ERROR Not mirrored: the source, .* does not exist/);
});

Deno.test("lockstep plan of one folder says on standard error why that cannot be", async () => {
  using folders = programFolders({ source: {} });
  const { source } = folders;
  const { stdout, stderr, code } = await runProgram(
    ["plan", source, source],
    folders,
  );
  assertEquals([stdout, code], ["", 3]);
  assertMatch(stderr, / ERROR Refused, nothing was changed: .*same folder/);
});

Deno.test("lockstep plan tells what somebody else did to the replica", async () => {
  using folders = programFolders({ source: { "a.txt": "a" } });
  assertCode(await runOnce(folders), 0);
  waitForTick(folders.top);
  await Deno.writeTextFile(`${folders.replica}/b.txt`, "b");
  const { stderr, stdout, code } = await runPlan(folders);
  assertMatch(stderr, / WARN {2}drift "b\.txt" \(added to the replica\)\n/);
  assertMatch(stdout, /^ {2}remove "b\.txt" 1 B$/m);
  assertEquals(code, 7);
});
