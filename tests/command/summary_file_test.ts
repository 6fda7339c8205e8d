import { assert, assertEquals, assertMatch } from "../support/assert.ts";
import { itemsOf, parseObject } from "../support/json_objects.ts";
import {
  assertCode,
  programFolders,
  runOnce,
  snapshot,
  startProgram,
} from "../support/program.ts";
import { namesIn, readText } from "../support/tree.ts";

Deno.test("lockstep --summary-file writes the object of the pass, as --json prints it", async () => {
  using folders = programFolders({ source: { "a.txt": "a" } });
  const path = `${folders.cwd}/last.json`;
  await Deno.writeTextFile(path, "old");
  const args = ["--json", "--summary-file", "last.json"];
  const { stdout } = await runOnce(folders, args);
  assertEquals(readText(path), stdout);
  assertEquals(namesIn(folders.cwd), ["last.json", "sync_log.txt"]);
  const { mode } = await Deno.stat(path);
  assertEquals(mode, (await Deno.stat(folders.log)).mode);
});

Deno.test("lockstep --summary-file replaces the file as a whole: who reads the old one reads all of it", async () => {
  using folders = programFolders({ source: { "a.txt": "a" } });
  const path = `${folders.cwd}/last.json`;
  await runOnce(folders, ["--summary-file", "last.json"]);
  const before = readText(path);
  using old = await Deno.open(path);
  await Deno.remove(`${folders.source}/a.txt`);
  await runOnce(folders, ["--summary-file", "last.json"]);
  assertEquals(await new Response(old.readable).text(), before);
  assertEquals(parseObject(readText(path)).result, "refused");
});

Deno.test("lockstep --summary-file alone leaves standard output to the summary for people", async () => {
  using folders = programFolders({ source: { "a.txt": "a" } });
  const { stdout } = await runOnce(folders, ["--summary-file", "last.json"]);
  assertMatch(stdout, /^The replica equals the source: /);
  parseObject(readText(`${folders.cwd}/last.json`));
});

Deno.test("lockstep --summary-file has the last pass of a loop, also of one that is refused", async () => {
  using folders = programFolders({ source: { "a.txt": "a" } });
  const { source, replica, cwd } = folders;
  const args = [source, replica, "1", "--summary-file", "last.json"];
  await using program = startProgram(args, folders);
  await program.waitForLine(/next pass at/);
  await Deno.remove(`${source}/a.txt`);
  await program.waitForLine(/Refused/);
  await program.waitForLine(/next pass at/);
  // Each pass from here on is refused, but one that is stopped says so.
  const { pass, result } = parseObject(readText(`${cwd}/last.json`));
  program.kill("SIGTERM");
  await program.finished;
  assertEquals(result, "refused");
  assert(Number(pass) >= 2, String(pass));
});

Deno.test("lockstep -n writes no summary file", async () => {
  using folders = programFolders({ source: { "a.txt": "a" } });
  const before = snapshot(folders.top);
  await runOnce(folders, ["-n", "--summary-file", "last.json"]);
  assertEquals(snapshot(folders.top), before);
});

for (const root of ["source", "replica"] as const) {
  Deno.test(`a summary file inside the ${root} is left alone, and warned of`, async () => {
    using folders = programFolders({ source: { "a.txt": "a" }, replica: {} });
    const path = `${folders[root]}/last.json`;
    const left = `${path}.00000000-0000-4000-8000-000000000000.tmp`;
    await Deno.writeTextFile(left, "left by a pass that was killed");
    const args = ["--json", "--summary-file", path];
    await runOnce(folders, args);
    const { stdout, stderr } = await runOnce(folders, args);
    assertMatch(stderr, new RegExp(`the summary file lies inside the ${root}`));
    const object = parseObject(stdout);
    assertEquals(
      itemsOf(object, "changes").filter(({ path }) => path !== ""),
      [],
    );
    assertEquals(object.drift, []);
    assertEquals(
      namesIn(folders.source).includes("last.json"),
      root === "source",
    );
    assertEquals(
      namesIn(folders.replica).includes("last.json"),
      root === "replica",
    );
    assert((await Deno.stat(left)).isFile);
  });
}

Deno.test("a folder of the replica that has the summary file in it is not removed", async () => {
  using folders = programFolders({
    source: { "a.txt": "a" },
    replica: { "a.txt": "a", old: { "last.json": "old", "b.txt": "b" } },
  });
  const path = `${folders.replica}/old/last.json`;
  const { stderr } = await runOnce(folders, ["--summary-file", path]);
  assertMatch(stderr, /skipped "old" \(it holds a file of lockstep's own\)/);
  parseObject(readText(path));
  assertEquals(namesIn(`${folders.replica}/old`), ["last.json"]);
});

for (
  const [what, make] of [
    ["a folder", (path: string) => Deno.mkdirSync(path)],
    ["a link", (path: string) => Deno.symlinkSync("elsewhere", path)],
  ] as const
) {
  Deno.test(`a summary file that is ${what} is not replaced, and that is told`, async () => {
    using folders = programFolders({ source: { "a.txt": "a" } });
    make(`${folders.cwd}/last.json`);
    const before = snapshot(folders.cwd).identities;
    const args = ["--json", "--summary-file", "last.json", "-l", "../my.log"];
    const finished = await runOnce(folders, args);
    assertCode(finished, 1);
    assertMatch(
      finished.stderr,
      / ERROR Cannot write the summary file ".*\/last\.json": it is .*\n/,
    );
    assertEquals(parseObject(finished.stdout).exitStatus, 1);
    assertEquals(snapshot(folders.cwd).identities, before);
    assertEquals(readText(`${folders.replica}/a.txt`), "a");
  });
}

Deno.test("a summary file whose folder is missing is told, and the exit status is 1", async () => {
  using folders = programFolders({ source: { "a.txt": "a" } });
  const finished = await runOnce(folders, ["--summary-file", "none/last.json"]);
  assertCode(finished, 1);
  assertMatch(finished.stderr, /Cannot write the summary file/);
});
