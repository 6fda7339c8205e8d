import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import {
  assertCode,
  logLines,
  type ProgramFolders,
  programFolders,
  runOnce,
  snapshot,
  startProgram,
} from "../support/program.ts";
import { BINARY, copyCheckout } from "../support/program_call.ts";
import {
  DEFAULT_TIME,
  file,
  namesBelow,
  readText,
  readTree,
  type Tree,
} from "../support/tree.ts";

const TEMPORARY = /\.lockstep-[0-9a-f]{16}\.tmp/;

/** Folders of many files, so that a pass takes many jobs. */
function files(version: number): Tree {
  const time = DEFAULT_TIME + version * 60_000;
  const one = Object.fromEntries(
    Array.from(
      { length: 150 },
      (_, at) => [`${at}`, file(`${version} ${at}`, { time })],
    ),
  );
  return { a: one, b: { c: one, d: one }, [`new ${version}`]: one };
}

/** Lines that end a worker's thread in its first apply job: before that job, and when it is done but not yet answered. */
const ENDS: Readonly<Record<string, string>> = {
  "before a job": `
    self.addEventListener("message", ({ data }) => {
      if (isFirst(data)) throw new Error("a test ends this thread");
    });`,
  "between a job and its answer": `
    const post = self.postMessage.bind(self);
    self.postMessage = (data) => {
      if (isFirst(data)) throw new Error("a test ends this thread");
      post(data);
    };`,
};

/**
 * Returns the words that call a copy of the program one of whose threads ends,
 * as a bug in it would have it, once in the life of \`marker\`.
 */
function callWithEnd(folders: ProgramFolders, end: string): readonly string[] {
  const copy = `${folders.top}/program`;
  const marker = `${folders.top}/has ended`;
  copyCheckout(copy);
  const isFirst = `
    function isFirst(data) {
      if (!/"kind":"appl/.test(data)) return false;
      try {
        Deno.mkdirSync(${JSON.stringify(marker)});
        return true;
      } catch {
        return false;
      }
    }`;
  const path = `${copy}/src/workers/threads/worker.ts`;
  Deno.writeTextFileSync(path, `// @ts-nocheck\n${isFirst}${end}`, {
    append: true,
  });
  return [Deno.execPath(), "run", "-A", "--no-check", `${copy}/main.ts`];
}

const noSource = BINARY === undefined
  ? undefined
  : "an executable cannot be altered";

for (const [when, end] of Object.entries(ENDS)) {
  testUnless(
    noSource,
    `lockstep says that it lost a thread ${when}, exits 1, keeps all files whole, removes nothing, and the next pass converges`,
    async () => {
      using folders = programFolders({ source: files(2), replica: files(1) });
      const { source, replica, log } = folders;
      const before = snapshot(source);
      const [oldOnes, newOnes] = [readTree(replica), readTree(source)];
      const call = callWithEnd(folders, end);
      const finished = await runOnce(folders, ["--yes"], { call });
      assertCode(finished, 1);
      const said = logLines(readText(log)).at(-1) ?? "";
      assertMatch(
        said,
        /^ERROR Not finished: a worker thread was lost \(Uncaught .*a test ends this thread\)/,
      );
      assertStringIncludes(finished.stderr, said);
      assertEquals(finished.stdout, "");

      const left = readTree(replica);
      for (const [path, found] of Object.entries(left)) {
        if (!found.startsWith("file") || TEMPORARY.test(path)) continue;
        assert([oldOnes[path], newOnes[path]].includes(found), path);
      }
      assert(namesBelow(replica).includes("new 1/0"), "It was removed");
      assertCode(await runOnce(folders, ["--yes"], { call }), 0);
      assertEquals(readTree(replica), newOnes);
      assertEquals(snapshot(source), before);
    },
  );
}

testUnless(
  noSource,
  "lockstep goes on in a loop with another thread in place of one that it lost",
  async () => {
    using folders = programFolders({ source: files(2), replica: files(1) });
    const { source, replica } = folders;
    const call = callWithEnd(folders, ENDS["before a job"] ?? "");
    const args = [source, replica, "1s", "--yes"];
    await using program = startProgram(args, { ...folders, call });
    await program.waitForLine(/ERROR Not finished: a worker thread was lost/);
    await program.waitForLine(/pass 2 finished/);
    await program.waitForLine(/next pass/);
    program.kill("SIGTERM");
    assertCode(await program.finished, 0);
    assertEquals(readTree(replica), readTree(source));
  },
);

testUnless(
  noSource,
  "lockstep that meets a bug of its own logs all that was done before, and the bug",
  async () => {
    using folders = programFolders({ source: { "a.txt": "a" }, replica: {} });
    const { top, log } = folders;
    copyCheckout(`${top}/program`);
    const path = `${top}/program/src/workers/apply/finish_job.ts`;
    const module = await Deno.readTextFile(path);
    const broken = module.replace(
      /export function doStamp\([^{]*\{/,
      '$& throw new TypeError("of a test");',
    );
    assert(broken !== module, "There is no doStamp()");
    await Deno.writeTextFile(path, broken);
    const call = [
      Deno.execPath(),
      "run",
      "-A",
      "--no-check",
      `${top}/program/main.ts`,
    ];
    const finished = await runOnce(folders, [], { call });
    assertCode(finished, 1);
    const lines = logLines(readText(log));
    assert(lines.includes('INFO  copied "a.txt" 1 B'), readText(log));
    assertEquals(
      lines.at(-1),
      "ERROR lockstep ends by a bug of its own: TypeError: of a test",
    );
    assertMatch(finished.stderr, /finish_job\.ts:\d+/);
  },
);
