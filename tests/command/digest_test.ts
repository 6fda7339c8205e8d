import { assert, assertEquals } from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import { someBytes } from "../support/files.ts";
import {
  actionLines,
  assertCode,
  programFolders,
  runOnce,
} from "../support/program.ts";
import { lacks } from "../support/shell.ts";
import { runTool } from "../support/tools.ts";
import {
  DEFAULT_TIME,
  file,
  inodeOf,
  readText,
  readTree,
  type Tree,
} from "../support/tree.ts";

/** The digests, and the tools that make the same. */
const DIGESTS: readonly (readonly [string, string])[] = [
  ["md5", "md5sum"],
  ["sha1", "sha1sum"],
  ["sha256", "sha256sum"],
  ["sha512", "sha512sum"],
  ["blake2b512", "b2sum"],
];

/** Contents of all sizes; the largest is read in many pieces, by a job of its own. */
const CONTENTS: Tree = {
  empty: "",
  small: "a",
  "copied in a folder": { deep: "deep" },
  large: someBytes(3 * 1024 ** 2 + 1),
  updated: "new text",
};

/** Returns the digest as a tool prints it. */
function digestBy(tool: string, path: string): string {
  return runTool(tool, [path]).split(" ")[0] ?? "";
}

for (const [name, tool] of DIGESTS) {
  testUnless(
    lacks(tool),
    `lockstep --digest ${name} logs for every file copied what ${tool} prints`,
    async () => {
      using folders = programFolders({
        source: CONTENTS,
        replica: { updated: "old" },
      });
      const { source, replica } = folders;
      const finished = await runOnce(folders, ["--digest", name]);
      assertCode(finished, 0);
      const digest = (path: string): string =>
        `${name}:${digestBy(tool, `${source}/${path}`)}`;
      assertEquals(
        actionLines(finished.stderr).filter((line) => line.includes(name)),
        [
          `copied "copied in a folder/deep" 4 B ${
            digest("copied in a folder/deep")
          }`,
          `copied "empty" 0 B ${digest("empty")}`,
          `copied "large" 3 MiB ${digest("large")}`,
          `copied "small" 1 B ${digest("small")}`,
          `updated "updated" 8 B ${digest("updated")} (size)`,
        ],
      );
      assertEquals(readTree(replica), readTree(source));
    },
  );
}

/** Ways to have contents compared whatever the times say. */
const BY_CONTENTS: readonly (readonly string[])[] = [
  ["-c"],
  ["--checksum"],
  ...DIGESTS.map(([name]) => ["--digest", name]),
];

const LARGE = 2 * 1024 ** 2;

/** Two trees of files whose sizes and times are the same, and whose contents are not. */
function hiddenDifferences(): { source: Tree; replica: Tree } {
  const other = someBytes(LARGE);
  other[LARGE - 1] = 0;
  return {
    source: { small: "new", large: someBytes(LARGE), sub: { same: "same" } },
    replica: { small: "old", large: other, sub: { same: "same" } },
  };
}

for (const args of BY_CONTENTS) {
  Deno.test(`lockstep ${args.join(" ")} finds other contents of the same size and time`, async () => {
    using folders = programFolders(hiddenDifferences());
    const { source, replica } = folders;
    const same = inodeOf(`${replica}/sub/same`);
    const finished = await runOnce(folders, args);
    assertCode(finished, 0);
    const lines = actionLines(finished.stderr);
    assertEquals(lines.length, 2, finished.stderr);
    assert(lines[0]?.startsWith('updated "large" 2 MiB'), lines[0]);
    assert(lines[1]?.startsWith('updated "small" 3 B'), lines[1]);
    assert(lines.every((line) => line.endsWith(" (content)")));
    assertEquals(readTree(replica), readTree(source));
    assertEquals(inodeOf(`${replica}/sub/same`), same);
    assertEquals(actionLines((await runOnce(folders, args)).stderr), []);
  });
}

Deno.test("lockstep takes files of the same size and time for equal, if not told otherwise", async () => {
  using folders = programFolders(hiddenDifferences());
  const finished = await runOnce(folders);
  assertCode(finished, 0);
  assertEquals(actionLines(finished.stderr), []);
  assertEquals(readText(`${folders.replica}/small`), "old");
});

for (const args of [[], ...BY_CONTENTS]) {
  const way = args.length === 0 ? "" : ` ${args.join(" ")}`;

  Deno.test(`lockstep${way} mends the time of equal contents, and does not copy them again`, async () => {
    const facts = { time: DEFAULT_TIME + 5000 };
    using folders = programFolders({
      source: {
        small: file("same", facts),
        large: file(someBytes(LARGE), facts),
        empty: file("", facts),
      },
      replica: { small: "same", large: someBytes(LARGE), empty: "" },
    });
    const { source, replica } = folders;
    const inodes = ["small", "large", "empty"]
      .map((name) => inodeOf(`${replica}/${name}`));
    const finished = await runOnce(folders, args);
    assertCode(finished, 0);
    assertEquals(actionLines(finished.stderr), [
      'metadata "empty" (time)',
      'metadata "large" (time)',
      'metadata "small" (time)',
    ]);
    assertEquals(readTree(replica), readTree(source));
    assertEquals(
      ["small", "large", "empty"].map((name) => inodeOf(`${replica}/${name}`)),
      inodes,
    );
  });
}

Deno.test("lockstep --digest logs no digest of what is only mended", async () => {
  using folders = programFolders({
    source: { a: file("same", { mode: 0o600 }) },
    replica: { a: "same" },
  });
  const finished = await runOnce(folders, ["--digest", "md5"]);
  assertEquals(actionLines(finished.stderr), ['metadata "a" (mode)']);
});
