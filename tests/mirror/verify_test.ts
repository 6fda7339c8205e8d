import { samplePart } from "../../src/model/verify/sample.ts";
import { assert, assertEquals } from "../support/assert.ts";
import { putFile } from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import { stopAfter, testPool } from "../support/pool.ts";
import {
  file,
  folder,
  link,
  readIdentities,
  type Tree,
} from "../support/tree.ts";
import { verify } from "../support/verify.ts";
import { failWith, onceAt, watchedDisk } from "../support/watched_disk.ts";

const LARGE = 2 * 1024 ** 2;

Deno.test("verifyTrees() gives every kind of difference its sign, sorted by the bytes of the paths", async () => {
  using folders = testFolders({
    source: {
      "a.txt": "same",
      "a b": { deep: { "new.txt": "new" } },
      content: "one",
      link: link("here"),
      mode: file("same", { mode: 0o600 }),
      now: "a file",
      size: "longer",
      "\u{1f5c2}": "new",
      "\ufb01": "new",
    },
    replica: {
      "a.txt": "same",
      content: "two",
      link: link("there"),
      mode: file("same", { mode: 0o644, time: 1_500_000_000_000 }),
      now: folder({ in: { it: "" } }),
      old: { "old.txt": "old" },
      size: "long",
      ".lockstep-0123456789abcdef.tmp": "half",
    },
  });
  const before = readIdentities(folders.top);
  const { report, lines } = await verify(folders);
  assertEquals(lines, [
    '- ".lockstep-0123456789abcdef.tmp" (left by an interrupted pass)',
    '+ "a b"',
    '+ "a b/deep"',
    '+ "a b/deep/new.txt"',
    '* "content" (content)',
    '* "link" (target)',
    '~ "mode" (mode, time)',
    '* "now" (a file in the source, a folder in the replica)',
    '- "now/in"',
    '- "now/in/it"',
    '- "old"',
    '- "old/old.txt"',
    '* "size" (size)',
    '+ "\ufb01"',
    '+ "\u{1f5c2}"',
  ]);
  assertEquals(report.ending, { kind: "done" });
  assertEquals(readIdentities(folders.top), before);
});

/** Trees that differ in contents alone, in files of all sizes. */
function hidden(): { readonly source: Tree; readonly replica: Tree } {
  const other = new Uint8Array(LARGE);
  other[LARGE - 1] = 1;
  return {
    source: { small: "new", large: new Uint8Array(LARGE), same: "same" },
    replica: { small: "old", large: other, same: "same" },
  };
}

for (const digest of [undefined, "sha256" as const]) {
  Deno.test(`verifyTrees() reads all contents by ${digest ?? "bytes"}, and counts them`, async () => {
    using folders = testFolders(hidden());
    const { report, lines, progress } = await verify(folders, {
      options: { digest },
    });
    assertEquals(lines, ['* "large" (content)', '* "small" (content)']);
    assertEquals([report.entries, report.bytes], [3, LARGE + 7]);
    assertEquals(progress.at(-1), {
      entries: 3,
      bytes: LARGE + 7,
      findings: 2,
    });
  });
}

for (
  const side of ["source", "replica"] as const
) {
  Deno.test(`verifyTrees() says of a ${side} file that cannot be read that it is unread`, async () => {
    using folders = testFolders(hidden());
    const disk = watchedDisk((call) => {
      if (
        call.side === side && call.path === "small" &&
        call.method === "openFile"
      ) {
        failWith("EACCES", call);
      }
    });
    using pool = testPool({ disk });
    const { lines } = await verify(folders, { pool });
    assertEquals(lines, [
      '* "large" (content)',
      '! "small" (cannot openFile it: test of EACCES (EACCES))',
    ]);
  });
}

for (const side of ["source", "replica"] as const) {
  Deno.test(`verifyTrees() says of a ${side} folder that cannot be listed that it is unread`, async () => {
    using folders = testFolders({
      source: { a: { b: "b" }, c: "c" },
      replica: { a: { b: "other" }, c: "d" },
    });
    const disk = watchedDisk((call) => {
      if (call.side === side && call.path === "a" && call.method === "list") {
        failWith("EIO", call);
      }
    });
    using pool = testPool({ disk });
    const { lines } = await verify(folders, { pool });
    assertEquals(lines, [
      '! "a" (cannot list it: test of EIO (EIO))',
      '* "c" (content)',
    ]);
  });
}

Deno.test("verifyTrees() says of a folder of one side that cannot be listed that it is unread", async () => {
  using folders = testFolders({
    source: {},
    replica: { a: { b: "b" }, c: { d: "d" } },
  });
  const disk = watchedDisk((call) => {
    if (call.path === "a" && call.method === "list") failWith("EIO", call);
  });
  using pool = testPool({ disk });
  const { lines } = await verify(folders, { pool });
  assertEquals(lines, [
    '- "a"',
    '! "a" (cannot list it: test of EIO (EIO))',
    '- "c"',
    '- "c/d"',
  ]);
});

Deno.test("verifyTrees() does not call a file different that is written meanwhile", async () => {
  using folders = testFolders(hidden());
  const change = onceAt(
    { side: "source", method: "file.read", path: "small" },
    () => putFile(`${folders.source}/small`, "newer", 1_700_000_000_000),
  );
  using pool = testPool({ disk: watchedDisk(change) });
  const { report } = await verify(folders, { pool });
  assert(change.hasHappened());
  const [finding] = report.findings.filter(({ path }) => path === "small");
  assertEquals([finding?.sign, finding?.meanwhile], ["!", true]);
  assertEquals(finding?.reason, "it changed while it was compared");
});

Deno.test("verifyTrees() reads the contents of one part of the files, and each file in one turn of all", async () => {
  const names = Array.from({ length: 60 }, (_, index) => `file ${index}`);
  using folders = testFolders({
    source: Object.fromEntries(names.map((name) => [name, "new"])),
    replica: Object.fromEntries(names.map((name) => [name, "old"])),
  });
  const found: string[] = [];
  for (let turn = 0; turn < 4; turn++) {
    const { report } = await verify(folders, { part: samplePart(25, turn) });
    const paths: readonly string[] = report.findings.map(({ path }) => path);
    assert(paths.length > 5 && paths.length < 30, `${paths.length}`);
    assertEquals(report.bytes, paths.length * 3);
    found.push(...paths);
  }
  assertEquals(found.toSorted(), names.toSorted());
});

Deno.test("verifyTrees() compares sizes and metadata of all files in a sample, too", async () => {
  using folders = testFolders({
    source: { a: "longer", b: file("b", { mode: 0o600 }), c: "c", d: "d" },
    replica: {
      a: "long",
      b: file("b", { mode: 0o644 }),
      c: file("c", { time: 1 }),
    },
  });
  for (const part of [samplePart(50, 0), samplePart(50, 1)]) {
    assertEquals((await verify(folders, { part })).lines, [
      '* "a" (size)',
      '~ "b" (mode)',
      '~ "c" (time)',
      '+ "d"',
    ]);
  }
});

Deno.test("verifyTrees() stops when asked to, and tells what it found until then", async () => {
  using folders = testFolders({
    source: { a: { b: "b" }, c: { d: "d" } },
    replica: { a: { b: "c" }, c: { d: "d" } },
  });
  const signals = stopAfter(1);
  using pool = testPool({ signals });
  const { report } = await verify(folders, {
    pool,
    isStopped: signals.hasStopped,
  });
  assertEquals(report.ending, { kind: "stopped" });
});
