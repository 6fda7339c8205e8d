import { assertEquals, assertStringIncludes } from "../support/assert.ts";
import { modeOf } from "../support/files.ts";
import {
  actionLines,
  assertCode,
  logLines,
  programFolders,
  runOnce,
  snapshot,
  startProgram,
} from "../support/program.ts";
import { giveAway } from "../support/tools.ts";
import {
  DEFAULT_TIME,
  file,
  folder,
  inodeOf,
  link,
  type Node,
  readText,
  readTree,
  type Tree,
  writeTree,
} from "../support/tree.ts";

const [EARLIER, LATER] = [DEFAULT_TIME - 60_000, DEFAULT_TIME + 60_000];

/** Everything that is kept. */
const TREE: Tree = {
  empty: {},
  "empty.txt": "",
  deep: { er: { "a.txt": "a", still: {} } },
  modes: {
    run: file("run", { mode: 0o755 }),
    secret: file("secret", { mode: 0o600 }),
    "read only": file("read only", { mode: 0o444 }),
    "nobody's": file("nobody's", { mode: Deno.uid() === 0 ? 0o000 : 0o400 }),
    shared: folder({ a: "a" }, { mode: 0o1777 }),
    inherited: folder({ a: "a" }, { mode: 0o2755 }),
    closed: folder({ a: "a" }, { mode: 0o700 }),
  },
  times: {
    old: file("old", { time: 1000 }),
    ahead: file("ahead", { time: 4_000_000_000_000 }),
    folder: folder({ a: "a" }, { time: LATER }),
  },
  links: {
    relative: link("../empty.txt"),
    dangling: link("nowhere"),
    absolute: link("/etc/hostname"),
    folder: link("../deep"),
    loop: link("loop"),
    up: link(".."),
    stamped: link("a", { time: LATER }),
  },
};

Deno.test("lockstep copies everything exactly, and then has nothing more to do", async () => {
  using folders = programFolders({ source: TREE });
  const { source, replica } = folders;
  const before = snapshot(source);
  assertCode(await runOnce(folders), 0);
  assertEquals(readTree(replica), before.contents);
  const after = snapshot(replica);
  const second = await runOnce(folders);
  assertCode(second, 0);
  assertEquals(logLines(second.stderr).length, 2);
  assertEquals(snapshot(replica), after);
  assertEquals(snapshot(source), before);
});

Deno.test("lockstep touches nothing but replica, log and state, and follows no link out of the replica", async () => {
  using folders = programFolders({
    source: { way: { "a.txt": "a" }, "b.txt": "b" },
    replica: { way: link("../outside"), "b.txt": link("../outside/b.txt") },
  });
  const { top, source, replica } = folders;
  writeTree(top, { outside: { "a.txt": "precious", "b.txt": "too" } });
  const before = snapshot(`${top}/outside`);
  assertCode(await runOnce(folders), 0);
  assertEquals(readTree(replica), readTree(source));
  assertEquals(snapshot(`${top}/outside`), before);
});

const KINDS: Readonly<Record<string, Node>> = {
  file: "file",
  "folder that is empty": {},
  folder: { "a.txt": "a", deep: { "b.txt": "b" } },
  link: link("elsewhere"),
};

for (const [before, replica] of Object.entries(KINDS)) {
  for (const [after, source] of Object.entries(KINDS)) {
    if (before === after) continue;

    Deno.test(`lockstep makes a ${after} of a ${before}, in one pass`, async () => {
      using folders = programFolders({
        source: { sub: { a: source } },
        replica: { sub: { a: replica } },
      });
      assertCode(await runOnce(folders), 0);
      assertEquals(readTree(folders.replica), readTree(folders.source));
      const second = await runOnce(folders);
      assertEquals(actionLines(second.stderr), []);
    });
  }
}

for (const option of ["-u", "--update"]) {
  Deno.test(`lockstep ${option} leaves newer files of the replica alone, says so, and exits 0`, async () => {
    using folders = programFolders({
      source: {
        newer: "source",
        older: file("source", { time: LATER }),
        same: "same",
        "new.txt": "new",
        "newer link": link("source"),
      },
      replica: {
        newer: file("the replica's", { time: LATER }),
        older: file("the replica's", { time: EARLIER }),
        same: "same",
        "newer link": link("replica", { time: LATER }),
      },
    });
    const { replica } = folders;
    const inode = inodeOf(`${replica}/newer`);
    for (const _ of [1, 2]) {
      const finished = await runOnce(folders, [option]);
      assertCode(finished, 0);
      assertStringIncludes(
        finished.stderr,
        'INFO  skipped "newer" (the replica\'s file is newer)\n',
      );
    }
    assertEquals(readText(`${replica}/newer`), "the replica's");
    assertEquals(inodeOf(`${replica}/newer`), inode);
    assertEquals(readText(`${replica}/older`), "source");
    assertEquals(readText(`${replica}/new.txt`), "new");
    assertEquals(await Deno.readLink(`${replica}/newer link`), "source");
  });
}

Deno.test("lockstep overwrites newer files of the replica, if not told otherwise", async () => {
  using folders = programFolders({
    source: { newer: "source" },
    replica: { newer: file("the replica's", { time: LATER }) },
  });
  assertCode(await runOnce(folders), 0);
  assertEquals(readTree(folders.replica), readTree(folders.source));
});

Deno.test("lockstep --no-delete keeps what only the replica has, at any depth, and mirrors the rest", async () => {
  using folders = programFolders({
    source: { "a.txt": "new", sub: { "b.txt": "b" } },
    replica: {
      "a.txt": "older",
      "extra.txt": "extra",
      extra: { "c.txt": "c" },
      sub: { "deep extra.txt": "extra" },
      ".lockstep-0123456789abcdef.tmp": "left",
    },
  });
  const { source, replica } = folders;
  const finished = await runOnce(folders, ["--no-delete"]);
  assertCode(finished, 0);
  const kept = readTree(replica);
  assertEquals(Object.keys(kept), [
    ".",
    "a.txt",
    "extra",
    "extra/c.txt",
    "extra.txt",
    "sub",
    "sub/b.txt",
    "sub/deep extra.txt",
  ]);
  for (const [path, facts] of Object.entries(readTree(source))) {
    assertEquals(kept[path], facts);
  }
});

Deno.test("lockstep keeps modes whatever the umask is", async () => {
  using folders = programFolders({ source: TREE });
  const through = ["sh", "-c", 'umask 077; exec "$@"', "-"];
  assertCode(await runOnce(folders, [], { through }), 0);
  assertEquals(readTree(folders.replica), readTree(folders.source));
});

Deno.test("lockstep tries a failing path again in the next pass of a loop, and exits 0 once it succeeds", async () => {
  using folders = programFolders({
    source: { "a.txt": "a", closed: file("closed", { mode: 0o000 }) },
  });
  const { top, source, replica } = folders;
  giveAway(top);
  const options = { ...folders, unprivileged: true };
  await using program = startProgram([source, replica, "1s"], options);
  for (const pass of [1, 2]) {
    await program.waitForLine(/ERROR failed "closed" /);
    await program.waitForLine(
      new RegExp(`pass ${pass} finished: .* failed 1;`),
    );
  }
  await Deno.chmod(`${source}/closed`, 0o644);
  await program.waitForLine(/copied "closed"/);
  await program.waitForLine(/next pass/);
  program.kill("SIGTERM");
  assertCode(await program.finished, 0);
  assertEquals(modeOf(`${replica}/closed`), 0o644);
});
