import { assertEquals, assertStringIncludes } from "../support/assert.ts";
import { noBadNames, notNative, testUnless } from "../support/conditions.ts";
import {
  assertCode,
  type ProgramFolders,
  programFolders,
  runOnce,
  runProgram,
} from "../support/program.ts";
import { runTool, toolWorks } from "../support/tools.ts";
import { passesIn } from "../support/trashes.ts";
import { namesIn, readText, readTree, writeTree } from "../support/tree.ts";

/*
 * A trash that the first lockstep with one made, used by the program of today;
 * tests/fixtures/trash/README.md says what is in it.
 */

const FIXTURE = `${import.meta.dirname}/../fixtures/trash/format-1.tar.gz`;

/** The passes that took something. */
const [SECOND, THIRD] = [
  "2026-11-22T04-37-05.014Z",
  "2026-11-22T04-37-06.181Z",
] as const;

const why = noBadNames() ?? notNative() ??
  (toolWorks("tar", ["--version"]) ? undefined : "it needs tar");

/** Returns a replica with the old trash beside it, in another place than then. */
function unpacked(): ProgramFolders & { readonly then: string } {
  const folders = programFolders({ source: {} });
  runTool("tar", ["-xpzf", FIXTURE, "-C", folders.top]);
  return { ...folders, then: `${folders.top}/then` };
}

testUnless(
  why,
  "lockstep versions lists a trash of format 1, and leaves it as it is",
  async () => {
    using folders = unpacked();
    const trash = `${folders.replica}.versions`;
    const before = readTree(`${trash}/${THIRD}`);
    const marker = readText(`${trash}/lockstep-trash.json`);
    const { code, stdout, stderr } = await runProgram(
      ["versions", folders.replica],
      folders,
    );
    assertEquals([code, stderr], [0, ""]);
    const paths = stdout.trimEnd().split("\n").map((line) =>
      line.replace(/ {2}\d{4}-\S+ \S+ .*? {2}"/, '  "')
    );
    assertEquals(paths, [
      `${SECOND}  "a.txt"`,
      `${SECOND}  "empty"`,
      `${SECOND}  "folder/caf\\udce9"`,
      `${SECOND}  "folder/deep/c.txt"`,
      `${SECOND}  "folder/link"`,
      `${SECOND}  "gone\\naway/g.txt"`,
      `${SECOND}  "kind/k"`,
      `${SECOND}  "one"`,
      `${SECOND}  "two"`,
      `${THIRD}  "a.txt"`,
      `${THIRD}  "made/m"`,
      "11 old versions, of 2 passes",
    ]);
    assertEquals(readTree(`${trash}/${THIRD}`), before);
    assertEquals(readText(`${trash}/lockstep-trash.json`), marker);
  },
);

testUnless(
  why,
  "lockstep restore makes of a trash of format 1 what the replica was",
  async () => {
    using folders = unpacked();
    const { replica, then } = folders;
    const args = ["restore", replica, ".", "-H", "--at"];
    assertCode(await runProgram([...args, SECOND], folders), 0);
    const verified = await runProgram(["verify", then, replica, "-H"], folders);
    // Folders that are still there keep the times of today.
    assertEquals(
      verified.stdout.match(/^[^ ] ".*?"|\d+ entries compared/gm),
      ['~ "."', '~ "folder"', "15 entries compared"],
    );
  },
);

testUnless(
  why,
  "lockstep restore finds between two passes of a trash of format 1 what was there",
  async () => {
    using folders = unpacked();
    const { replica, top } = folders;
    const to = `${top}/to`;
    const args = ["restore", replica, ".", "--at", THIRD, "--to", to];
    assertCode(await runProgram(args, folders), 0);
    assertEquals(namesIn(to), [
      "a.txt",
      "folder",
      "kind",
      "made",
      "new",
      "one",
      "same",
      "two",
    ]);
    assertEquals(readText(`${to}/a.txt`), "first, edited\n");
    assertEquals(readText(`${to}/made/m`), "m");
    assertEquals(namesIn(`${to}/folder`), ["b.txt", "link"]);
  },
);

testUnless(
  why,
  "lockstep goes on with a trash of format 1, and thins it out",
  async () => {
    using folders = unpacked();
    const { source, replica } = folders;
    writeTree(source, { "a.txt": "of today" });
    const args = ["--yes", "--keep-versions", "--keep", "2"];
    const finished = await runOnce(folders, args);
    assertCode(finished, 0);
    assertStringIncludes(
      finished.stderr,
      `removed the old versions of ${SECOND} from the trash`,
    );
    const passes = passesIn(`${replica}.versions`);
    assertEquals(passes.length, 2);
    assertEquals(passes[0], `${replica}.versions/${THIRD}`);
    assertEquals(readText(`${passes[1]}/a.txt`), "first, edited twice\n");
    const early = await runProgram(
      ["restore", replica, ".", "--at", SECOND],
      folders,
    );
    assertCode(early, 3);
    assertStringIncludes(early.stderr, "goes back to");
  },
);
