import { assert, assertEquals } from "../support/assert.ts";
import { notRoot, testUnless } from "../support/conditions.ts";
import { look, modeOf, setTime } from "../support/files.ts";
import {
  actionLines,
  assertCode,
  type ProgramFolders,
  programFolders,
  runOnce,
  snapshot,
} from "../support/program.ts";
import { runTool } from "../support/tools.ts";
import {
  DEFAULT_TIME,
  file,
  link,
  namesIn,
  readTree,
  type Tree,
  writeTree,
} from "../support/tree.ts";

const SOURCE: Tree = {
  "a.txt": "a",
  sub: { "b.txt": "b", link: link("b.txt"), empty: {} },
};
const OWNER = "1111:2222";

function own(path: string, owner: string): void {
  runTool("chown", ["-hR", owner, path]);
}

/** A source of which nothing is root's. */
function ownedFolders(replica?: Tree): ProgramFolders {
  const folders = programFolders({
    source: SOURCE,
    ...(replica === undefined ? {} : { replica }),
  });
  own(folders.source, OWNER);
  setTime(folders.source, DEFAULT_TIME);
  return folders;
}

function ownersIn(tree: Readonly<Record<string, string>>): readonly string[] {
  const owners = Object.values(tree).map((facts) =>
    /\b(\d+:\d+) \d+/.exec(facts)?.[1] ?? facts
  );
  return [...new Set(owners)];
}

testUnless(
  notRoot(),
  "lockstep run by root keeps owner and group of files, folders and links",
  async () => {
    using folders = ownedFolders();
    const { source, replica } = folders;
    assertCode(await runOnce(folders), 0);
    assertEquals(ownersIn(readTree(replica)), [OWNER]);
    assertEquals(readTree(replica), readTree(source));
    const before = snapshot(replica);
    assertCode(await runOnce(folders), 0);
    assertEquals(snapshot(replica), before);
  },
);

testUnless(
  notRoot(),
  "lockstep run by root mends owner and group without copying",
  async () => {
    using folders = ownedFolders(SOURCE);
    const { source, replica } = folders;
    const before = look(`${replica}/a.txt`).ino;
    const finished = await runOnce(folders);
    assertCode(finished, 0);
    assertEquals(actionLines(finished.stderr), [
      'metadata "." (owner)',
      'metadata "a.txt" (owner)',
      'metadata "sub" (owner)',
      'metadata "sub/b.txt" (owner)',
      'metadata "sub/empty" (owner)',
      'metadata "sub/link" (owner)',
    ]);
    assertEquals(look(`${replica}/a.txt`).ino, before);
    assertEquals(readTree(replica), readTree(source));
  },
);

testUnless(
  notRoot(),
  "lockstep --no-owner leaves owner and group as root's",
  async () => {
    using folders = ownedFolders();
    const { replica } = folders;
    assertCode(await runOnce(folders, ["--no-owner"]), 0);
    assertEquals(ownersIn(readTree(replica)), ["0:0"]);
    const second = await runOnce(folders, ["--no-owner"]);
    assertEquals(actionLines(second.stderr), []);
  },
);

testUnless(
  notRoot(),
  "lockstep --no-owner does not touch the owner that the replica has",
  async () => {
    using folders = ownedFolders(SOURCE);
    const { replica } = folders;
    own(replica, "3333:4444");
    const finished = await runOnce(folders, ["--no-owner"]);
    assertCode(finished, 0);
    assertEquals(actionLines(finished.stderr), []);
    assertEquals(ownersIn(readTree(replica)), ["3333:4444"]);
  },
);

/** Modes with which a program runs with the rights of its owner. */
const MODES = [0o4755, 0o2755, 0o6755, 0o1755];

testUnless(
  notRoot(),
  "lockstep run by root keeps setuid, setgid and sticky bits",
  async () => {
    using folders = programFolders({ source: {} });
    const { source, replica } = folders;
    for (const mode of MODES) putOwned(`${source}/${mode}`, mode);
    for (const _ of [1, 2]) assertCode(await runOnce(folders), 0);
    for (const mode of MODES) assertEquals(modeOf(`${replica}/${mode}`), mode);
    assertEquals(readTree(replica), readTree(source));
  },
);

testUnless(
  notRoot(),
  "lockstep --no-owner gives nobody's program the rights of root",
  async () => {
    using folders = programFolders({ source: {} });
    const { source, replica } = folders;
    for (const mode of MODES) putOwned(`${source}/${mode}`, mode);
    for (const _ of [1, 2]) {
      assertCode(await runOnce(folders, ["--no-owner"]), 0);
    }
    for (const mode of MODES) {
      assertEquals(modeOf(`${replica}/${mode}`), mode & ~0o6000);
    }
  },
);

function putOwned(path: string, mode: number): void {
  Deno.writeTextFileSync(path, "program");
  own(path, OWNER);
  Deno.chmodSync(path, mode);
  setTime(path, DEFAULT_TIME);
}

const DROPPED = "setuid and setgid dropped, its owner is not kept";

testUnless(
  notRoot(),
  "lockstep --no-owner says what loses setuid and setgid: files and folders, new ones and old ones, each once",
  async () => {
    using folders = programFolders({
      source: {
        new: {},
        changed: "changed",
        mended: "mended",
        folder: {},
        full: { "a.txt": "a" },
      },
      replica: { changed: "old", mended: "mended", folder: {} },
    });
    const { source, replica } = folders;
    own(source, OWNER);
    for (const name of namesIn(source)) {
      await Deno.chmod(`${source}/${name}`, 0o6750);
    }
    const finished = await runOnce(folders, ["--no-owner"]);
    assertCode(finished, 0);
    const lines = actionLines(finished.stderr)
      .filter((line) => !line.includes('"."'));
    assertEquals(lines, [
      'copied "full/a.txt" 1 B',
      `created "full" (${DROPPED})`,
      `created "new" (${DROPPED})`,
      `metadata "folder" (mode; ${DROPPED})`,
      `metadata "mended" (mode; ${DROPPED})`,
      `updated "changed" 7 B (size; ${DROPPED})`,
    ]);
    for (const name of namesIn(source)) {
      assertEquals(modeOf(`${replica}/${name}`), 0o750);
    }
    const second = await runOnce(folders, ["--no-owner"]);
    assertEquals(actionLines(second.stderr), []);
  },
);

testUnless(
  notRoot(),
  "lockstep run by root keeps setuid and setgid of folders, and of what it mends, and says nothing of it",
  async () => {
    using folders = programFolders({
      source: { new: { "a.txt": "a" }, mended: "mended" },
      replica: { mended: "mended" },
    });
    const { source, replica } = folders;
    own(source, OWNER);
    for (const name of namesIn(source)) {
      await Deno.chmod(`${source}/${name}`, 0o6750);
    }
    const { stderr } = await runOnce(folders);
    assert(!stderr.includes("dropped"), stderr);
    for (const name of namesIn(source)) {
      assertEquals(modeOf(`${replica}/${name}`), 0o6750);
    }
    assertEquals(actionLines((await runOnce(folders)).stderr), []);
  },
);

testUnless(
  notRoot(),
  "lockstep run by root does not change the owner of a link's target",
  async () => {
    using folders = programFolders({
      source: { link: link("../outside") },
      replica: { link: link("../outside") },
    });
    const { top, source } = folders;
    writeTree(top, { outside: { "a.txt": "a" } });
    own(source, OWNER);
    const before = snapshot(`${top}/outside`);
    assertCode(await runOnce(folders), 0);
    assertEquals(snapshot(`${top}/outside`), before);
  },
);

testUnless(
  notRoot(),
  "lockstep run by root leaves a source that it may read as it is",
  async () => {
    using folders = programFolders({
      source: { ...SOURCE, closed: file("closed", { mode: 0o000 }) },
    });
    own(folders.source, OWNER);
    const before = snapshot(folders.source);
    assertCode(await runOnce(folders), 0);
    assertEquals(snapshot(folders.source), before);
  },
);
