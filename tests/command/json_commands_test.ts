import { assertEquals, assertMatch } from "../support/assert.ts";
import { notPosix, testUnless } from "../support/conditions.ts";
import {
  itemsOf,
  type JsonObject,
  parseObject,
} from "../support/json_objects.ts";
import {
  assertCode,
  programFolders,
  runOnce,
  runProgram,
  snapshot,
} from "../support/program.ts";
import { runJson } from "../support/run_json.ts";
import { file, readText } from "../support/tree.ts";

Deno.test("lockstep verify --json lists what differs, and how many have each sign", async () => {
  using folders = programFolders({
    source: { same: "same", "a.txt": "new", "mode.txt": "text" },
    replica: {
      same: "same",
      "a.txt": "old",
      "b\n.txt": "b",
      "mode.txt": file("text", { mode: 0o640 }),
    },
  });
  const { source, replica } = folders;
  const { object, code } = await runJson(folders, ["verify", source, replica]);
  assertEquals(code, 1);
  assertEquals(object.findings, [
    { sign: "*", path: "a.txt", reason: "content" },
    { sign: "-", path: "b\n.txt" },
    { sign: "~", path: "mode.txt", reason: "mode" },
  ]);
  assertEquals(object.counts, { "+": 0, "-": 1, "*": 1, "~": 1, "!": 0 });
  assertEquals([object.result, object.entries], ["done", 4]);
});

Deno.test("lockstep verify --json is an object also of two equal folders, with -q, and of what cannot be compared", async () => {
  using folders = programFolders({ source: { a: "a" }, replica: { a: "a" } });
  const { source, replica } = folders;
  const all = ["verify", source, replica, "-q", "--sample", "50%"];
  const equal = await runJson(folders, all);
  assertEquals([equal.code, equal.object.result], [0, "done"]);
  assertEquals(equal.object.part, { number: 1, of: 2 });
  const same = await runJson(folders, ["verify", source, source]);
  assertEquals([same.code, same.object.result], [3, "refused"]);
  const none = await runJson(folders, ["verify", source, `${replica}/none`]);
  assertEquals([none.code, none.object.result], [4, "unavailable"]);
  assertMatch(none.stderr, /Not verified: /);
});

Deno.test("lockstep manifest --json has the files in the object, sorted, with what was left out", async () => {
  using folders = programFolders({ source: { b: "b", "a\n": "a", c: {} } });
  const args = ["manifest", folders.source, "--digest", "md5"];
  const { object, code } = await runJson(folders, args);
  assertEquals(code, 0);
  assertEquals(object.files, [
    { path: "a\n", digest: "md5:0cc175b9c0f1b6a831c399e269772661" },
    { path: "b", digest: "md5:92eb5ffee6ae2fec3ad71c777531578f" },
  ]);
  assertEquals([object.listed, object.bytes], [2, 2]);
});

Deno.test("lockstep manifest --json --output leaves the files to the list", async () => {
  using folders = programFolders({ source: { a: "a" } });
  const { source, cwd } = folders;
  const args = ["manifest", source, "--output", "list"];
  const { object } = await runJson(folders, args);
  assertEquals([object.output, object.listed], [`${cwd}/list`, 1]);
  assertMatch(readText(`${cwd}/list`), /^[0-9a-f]{64} {2}a\n$/);
  const verified = await runJson(folders, [
    "verify",
    "--manifest",
    "list",
    source,
  ]);
  const { manifest, folder, result } = verified.object;
  assertEquals([manifest, folder, result], [`${cwd}/list`, source, "done"]);
});

Deno.test("lockstep manifest --json is an object also where the list cannot be written, and of what is no folder", async () => {
  using folders = programFolders({ source: { a: "a" } });
  const { source } = folders;
  const args = ["manifest", source, "--output", "none/list"];
  const unwritten = await runJson(folders, args);
  assertEquals([unwritten.code, unwritten.object.result], [1, "unwritten"]);
  assertMatch(String(unwritten.object.reason), /^Cannot write the list to /);
  const unfit = await runJson(folders, ["manifest", `${source}/a`]);
  assertEquals([unfit.code, unfit.object.result], [3, "refused"]);
  const none = await runJson(folders, ["manifest", `${source}/none`]);
  assertEquals([none.code, none.object.result], [4, "unavailable"]);
});

Deno.test("lockstep versions --json lists what the trash has", async () => {
  using folders = programFolders({
    source: { "a.txt": "new text" },
    replica: { "a.txt": file("old", { time: 1_700_000_000_500 }) },
  });
  const { replica } = folders;
  assertCode(await runOnce(folders, ["--keep-versions"]), 0);
  const { object, code } = await runJson(folders, ["versions", replica]);
  assertEquals(code, 0);
  const [version, ...more] = itemsOf(object, "versions");
  const { pass, ...rest } = version ?? {};
  assertMatch(String(pass), /^\d{4}-\d\d-\d\dT/);
  assertEquals(rest, {
    path: "a.txt",
    kind: "file",
    modified: "2023-11-14T22:13:20.500+00:00",
    bytes: 3,
  });
  assertEquals(more, []);
});

Deno.test("lockstep versions --json is an object also without a trash", async () => {
  using folders = programFolders({ replica: {} });
  const none = await runJson(folders, ["versions", folders.replica]);
  assertEquals([none.code, none.object.result], [4, "unavailable"]);
  assertMatch(
    none.stderr,
    /^lockstep: no trash of .* is known: .* does not exist/,
  );
});

Deno.test("lockstep restore --json tells the same in a dry and in the real run", async () => {
  using folders = programFolders({
    source: { "a.txt": "new text" },
    replica: { "a.txt": "old" },
  });
  const { replica } = folders;
  assertCode(await runOnce(folders, ["--keep-versions"]), 0);
  const listed = await runJson(folders, ["versions", replica]);
  const [version] = itemsOf(listed.object, "versions");
  const at = String(version?.pass);
  const args = ["restore", replica, "a.txt", "--at", at];
  const before = snapshot(replica);
  const dry = await runJson(folders, [...args, "-n"]);
  assertEquals(snapshot(replica), before);
  const real = await runJson(folders, args);
  assertEquals(real.object.path, "a.txt");
  assertEquals(
    withoutTimes(dry.object),
    { ...withoutTimes(real.object), dryRun: true },
  );
});

/** A restore names a version by the time at which it is made. */
function withoutTimes(object: JsonObject): JsonObject {
  const { started: _, milliseconds: __, changes, ...rest } = object;
  const items = (changes as JsonObject[]).map(({ kept: _, ...item }) => item);
  return { ...rest, changes: items };
}

Deno.test("lockstep restore --json is an object also of what was not there, with its remedy", async () => {
  using folders = programFolders({ source: { a: "a" }, replica: { a: "old" } });
  assertCode(await runOnce(folders, ["--keep-versions"]), 0);
  const args = ["restore", folders.replica, "a", "--at", "1d"];
  const { object, code } = await runJson(folders, args);
  assertEquals([code, object.result], [3, "refused"]);
  assertEquals(object.changes, []);
});

Deno.test("lockstep doctor --json has the checks, and which of them are wrong", async () => {
  using folders = programFolders({ source: { a: "a" }, replica: {} });
  const { source, replica } = folders;
  const well = await runJson(folders, ["doctor", source, replica]);
  assertEquals(well.code, 0, well.stdout);
  const { checks } = well.object;
  const links = itemsOf(well.object, "checks")
    .find(({ about }) => about === "links");
  assertEquals([links?.of, links?.text], ["replica", "can be made"]);
  assertEquals((checks as JsonObject[]).some(({ wrong }) => wrong), false);
  const none = await runJson(folders, ["doctor", `${source}/none`]);
  assertEquals(none.code, 1);
  const wrong = (none.object.checks as JsonObject[])
    .filter(({ wrong }) => wrong);
  assertEquals(wrong.length > 0, true);
});

Deno.test("lockstep --version --json names the versions", async () => {
  const { stdout, code } = await runProgram(["--version", "--json"]);
  assertEquals(code, 0);
  assertEquals(parseObject(stdout).command, "version");
});

testUnless(
  notPosix(),
  "every command says that its object could not be printed, and ends with 1",
  async () => {
    using folders = programFolders({ source: { a: "a" }, replica: { a: "a" } });
    const { source, replica } = folders;
    const through = ["sh", "-c", '"$@" > /dev/full', "sh"];
    for (const args of [["verify", source, replica], ["manifest", source]]) {
      const finished = await runProgram([...args, "--json"], {
        ...folders,
        through,
      });
      assertCode(finished, 1);
      assertMatch(finished.stderr, /lockstep: Cannot write the result: /);
    }
  },
);
