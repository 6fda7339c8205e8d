import type { Memory } from "../../src/model/safety/memory.ts";
import { assert, assertEquals } from "../support/assert.ts";
import { waitForTick } from "../support/clock.ts";
import { notPosix, testUnless } from "../support/conditions.ts";
import { putFile, remove, rename, setTime } from "../support/files.ts";
import { type TestFolders, testFolders } from "../support/folders.ts";
import {
  mirror,
  type Mirrored,
  type MirrorOverrides,
} from "../support/mirror.ts";
import { runCommand } from "../support/shell.ts";
import { testMemory } from "../support/test_memory.ts";
import {
  DEFAULT_TIME,
  link,
  readTree,
  type Tree,
  writeTree,
} from "../support/tree.ts";

const SOURCE: Tree = {
  "a.txt": "a",
  "b.txt": "b",
  link: link("a.txt"),
  sub: { "c.txt": "c", deep: { "d.txt": "d" } },
};

/** What somebody does between two passes, and what is said of it. */
const EDITS: Readonly<
  Record<string, [(folders: TestFolders) => void, readonly string[]]>
> = {
  "nobody does anything": [() => {}, []],
  "a replica file is written": [
    ({ replica }) => putFile(`${replica}/a.txt`, "edited", Date.now()),
    ["changed a.txt"],
  ],
  "a replica file is written and gets its old time": [
    ({ replica }) => {
      putFile(`${replica}/sub/c.txt`, "edited");
      setTime(`${replica}/sub/c.txt`, DEFAULT_TIME);
    },
    ["changed sub/c.txt"],
  ],
  "a replica file gets another mode": [
    ({ replica }) => Deno.chmodSync(`${replica}/a.txt`, 0o600),
    ["changed a.txt"],
  ],
  "a replica file becomes a folder": [
    ({ replica }) => {
      remove(`${replica}/a.txt`);
      writeTree(`${replica}/a.txt`, {});
    },
    ["changed a.txt"],
  ],
  "a replica link is exchanged": [
    ({ replica }) => {
      remove(`${replica}/link`);
      writeTree(replica, { link: link("elsewhere") });
    },
    ["changed link"],
  ],
  "a replica file is removed": [
    ({ replica }) => remove(`${replica}/sub/deep/d.txt`),
    ["removed sub/deep/d.txt"],
  ],
  "a replica folder is removed": [
    ({ replica }) => remove(`${replica}/sub`),
    ["removed sub"],
  ],
  "a replica file gets another name": [
    ({ replica }) => rename(`${replica}/a.txt`, `${replica}/z.txt`),
    ["added z.txt", "removed a.txt"],
  ],
  "something is added to the replica": [
    ({ replica }) => writeTree(`${replica}/new`, { "x.txt": "x" }),
    ["added new"],
  ],
  "the source is written": [
    ({ source }) => putFile(`${source}/a.txt`, "edited"),
    [],
  ],
  "the source is written and gets its old time": [
    ({ source }) => {
      putFile(`${source}/a.txt`, "edited");
      setTime(`${source}/a.txt`, DEFAULT_TIME);
    },
    [],
  ],
  "the source gets another mode": [
    ({ source }) => Deno.chmodSync(`${source}/a.txt`, 0o600),
    [],
  ],
  "something is added to the source": [
    ({ source }) => writeTree(`${source}/new`, { "x.txt": "x" }),
    [],
  ],
  "something is removed from the source": [
    ({ source }) => {
      remove(`${source}/a.txt`);
      remove(`${source}/sub/deep`);
    },
    [],
  ],
  "a source folder takes the place of another": [
    ({ source }) => {
      rename(`${source}/sub/deep`, `${source}/other`);
      remove(`${source}/sub`);
      rename(`${source}/other`, `${source}/sub`);
    },
    [],
  ],
  "the replica gets second names elsewhere, and the source is written": [
    ({ top, source, replica }) => {
      Deno.linkSync(`${replica}/a.txt`, `${top}/snapshot`);
      putFile(`${source}/a.txt`, "edited");
    },
    [],
  ],
  "both are written": [
    ({ source, replica }) => {
      putFile(`${source}/a.txt`, "edited", Date.now());
      putFile(`${replica}/a.txt`, "also edited", Date.now());
    },
    ["changed a.txt"],
  ],
};

for (const [name, [edit, expected]] of Object.entries(EDITS)) {
  testUnless(
    notPosix(),
    `runPass() tells what others did to the replica if ${name}`,
    async () => {
      using folders = testFolders({ source: SOURCE });
      const memory = testMemory();
      await pass(folders, memory);
      waitForTick(folders.top);
      edit(folders);
      const mirrored = await pass(folders, memory);
      assertEquals(driftsOf(mirrored), expected);
      assertEquals(mirrored.report.drifted, expected.length);
      assertEquals(readTree(folders.replica), readTree(folders.source));
      assertEquals(driftsOf(await pass(folders, memory)), []);
    },
  );
}

Deno.test("runPass() tells of a change in the replica before it puts it right", async () => {
  using folders = testFolders({ source: SOURCE });
  const memory = testMemory();
  await pass(folders, memory);
  waitForTick(folders.top);
  putFile(`${folders.replica}/a.txt`, "edited");
  const { events } = await pass(folders, memory);
  const kinds = events.map(({ kind }) => kind);
  assert(kinds.indexOf("drifted") < kinds.indexOf("outcomes"));
});

Deno.test("runPass() refuses a replica that others have changed, if that is asked for, and again the next time", async () => {
  using folders = testFolders({ source: SOURCE });
  const memory = testMemory();
  await pass(folders, memory);
  waitForTick(folders.top);
  putFile(`${folders.replica}/a.txt`, "edited");
  writeTree(folders.source, { "new.txt": "new" });
  const before = readTree(folders.replica);
  for (let tries = 0; tries < 2; tries++) {
    const mirrored = await pass(folders, memory, {
      safety: { failOnDrift: true },
    });
    assertEquals(mirrored.report.ending.kind, "refused");
    assertEquals(driftsOf(mirrored), ["changed a.txt"]);
    assertEquals(readTree(folders.replica), before);
  }
});

Deno.test("runPass() blames nobody for what an interrupted pass left", async () => {
  using folders = testFolders({ source: SOURCE });
  const memory = testMemory();
  await pass(folders, memory);
  waitForTick(folders.top);
  putFile(`${folders.source}/a.txt`, "edited");
  let isStopped = false;
  await pass(folders, memory, {
    isStopped: () => isStopped,
    onEvent: ({ kind }) => {
      if (kind === "outcomes") isStopped = true;
    },
  });
  putFile(`${folders.source}/a.txt`, "edited again");
  assertEquals(driftsOf(await pass(folders, memory)), []);
});

Deno.test("runPass() blames nobody for what --no-delete keeps", async () => {
  using folders = testFolders({ source: SOURCE });
  const memory = testMemory();
  await pass(folders, memory);
  waitForTick(folders.top);
  putFile(`${folders.replica}/kept.txt`, "kept");
  const options = { removals: false };
  assertEquals(driftsOf(await pass(folders, memory, { options })), []);
});

Deno.test("runPass() tells in a dry run what others did, and remembers nothing", async () => {
  using folders = testFolders({ source: SOURCE });
  const memory = testMemory();
  await pass(folders, memory);
  waitForTick(folders.top);
  putFile(`${folders.replica}/a.txt`, "edited");
  const known = memory.memory;
  const mirrored = await pass(folders, memory, { options: { dryRun: true } });
  assertEquals(driftsOf(mirrored), ["changed a.txt"]);
  assertEquals(memory.memory, known);
});

testUnless(
  runCommand("cp", "--version").ok ? undefined : "there is no cp(1)",
  "runPass() that changes nothing touches nothing of the replica",
  async () => {
    using folders = testFolders({ source: SOURCE });
    const memory = testMemory();
    await pass(folders, memory);
    waitForTick(folders.top);
    const before = changeTime(folders.replica);
    await pass(folders, memory);
    assertEquals(changeTime(folders.replica), before);
  },
);

/** A pass that begins, by its own clock, by the margin after everything there was made. */
function pass(
  folders: TestFolders,
  memory: Memory,
  overrides: MirrorOverrides = {},
): Promise<Mirrored> {
  const clock = (): number => Date.now() + 2000;
  return mirror(folders, { ...overrides, memory, clock });
}

function driftsOf({ events }: Mirrored): readonly string[] {
  return events.flatMap((event) =>
    event.kind === "drifted"
      ? event.drifts.map(({ kind, path }) => `${kind} ${path}`)
      : []
  ).sort();
}

function changeTime(path: string): number | undefined {
  return Deno.lstatSync(path).ctime?.getTime();
}
