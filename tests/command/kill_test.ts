import { assert, assertEquals } from "../support/assert.ts";
import { someBytes } from "../support/files.ts";
import { killAfter } from "../support/kill.ts";
import {
  actionLines,
  assertCode,
  programFolders,
  runOnce,
  snapshot,
} from "../support/program.ts";
import {
  DEFAULT_TIME,
  file,
  readTree,
  type Tree,
  writeTree,
} from "../support/tree.ts";

const TEMPORARY = /(^|\/)\.lockstep-[0-9a-f]{16}\.tmp($|\/)/;

/** Folders of files, each large enough that some are half written when the pass is killed. */
function files(version: number): Tree {
  const time = DEFAULT_TIME + version * 60_000;
  const bytes = someBytes(200_000 + version);
  const numbers = Array.from({ length: 60 }, (_, index) => index);
  const one = Object.fromEntries(
    numbers.map((number) => [`${number}`, file(bytes, { time })]),
  );
  return { changed: one, [`new ${version}`]: one, same: { a: "a" } };
}

for (const changes of [1, 30, 150, 400]) {
  Deno.test(`lockstep killed after ${changes} changes leaves every file old or new, and the next pass converges`, async () => {
    using folders = programFolders({ source: files(2), replica: files(1) });
    const { source, replica } = folders;
    const [oldOnes, newOnes] = [readTree(replica), readTree(source)];
    const before = snapshot(source);
    await killAfter(changes, folders);

    for (const [path, found] of Object.entries(readTree(replica))) {
      if (TEMPORARY.test(path) || !found.startsWith("file")) continue;
      const isWhole = found === oldOnes[path] || found === newOnes[path];
      assert(isWhole, `${path}: ${found}`);
    }
    const finished = await runOnce(folders, ["--yes"]);
    assertCode(finished, 0);
    assertEquals(readTree(replica), newOnes);
    assertEquals(snapshot(source), before);
  });
}

Deno.test("lockstep removes what a killed pass left under temporary names, files and folders, before it copies, and nothing that only looks so", async () => {
  const left: Tree = {
    ".lockstep-0123456789abcdef.tmp": "half a file",
    ".lockstep-fedcba9876543210.tmp": { deep: { "a.txt": "half a folder" } },
  };
  const similar: Tree = {
    ".lockstep-0123456789abcde.tmp": "too short",
    ".lockstep-0123456789ABCDEF.tmp": "upper case",
    "x.lockstep-0123456789abcdef.tmp": "in front",
  };
  using folders = programFolders({
    source: { "a.txt": "a", sub: {}, ...similar },
    replica: { ...left, ...similar, sub: left },
  });
  const { source, replica } = folders;
  const finished = await runOnce(folders, ["--max-delete", "0"]);
  assertCode(finished, 0);
  const why = "(left by an interrupted pass)";
  assertEquals(
    actionLines(finished.stderr).filter((line) => line.startsWith("removed")),
    [
      `removed ".lockstep-0123456789abcdef.tmp" ${why}`,
      `removed ".lockstep-fedcba9876543210.tmp" ${why}`,
      `removed "sub/.lockstep-0123456789abcdef.tmp" ${why}`,
      `removed "sub/.lockstep-fedcba9876543210.tmp" ${why}`,
    ],
  );
  const { stderr } = finished;
  assert(
    stderr.lastIndexOf("INFO  removed") < stderr.indexOf("copied"),
    stderr,
  );
  assertEquals(readTree(replica), readTree(source));
});

Deno.test("lockstep copies a source's file whose name looks like a temporary one", async () => {
  using folders = programFolders({
    source: { ".lockstep-0123456789abcdef.tmp": "mine" },
  });
  const { source, replica } = folders;
  for (const _ of [1, 2]) assertCode(await runOnce(folders), 0);
  assertEquals(readTree(replica), readTree(source));
});

Deno.test("lockstep takes up where a killed pass left off, and copies whole files no second time", async () => {
  using folders = programFolders({ source: files(2), replica: files(2) });
  const { source, replica } = folders;
  writeTree(`${replica}/changed`, { ".lockstep-0123456789abcdef.tmp": "half" });
  const finished = await runOnce(folders);
  assertCode(finished, 0);
  const copied = actionLines(finished.stderr)
    .filter((line) => /^(copied|updated|created)/.test(line));
  assertEquals(copied, []);
  assertEquals(readTree(replica), readTree(source));
});
