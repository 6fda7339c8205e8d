import { LogFile, type LogFileState } from "../../src/output/log_file.ts";
import { assertEquals } from "../support/assert.ts";
import { notPosix, notRoot, testUnless } from "../support/conditions.ts";
import { exists, putFile } from "../support/files.ts";
import { type TestFolders, testFolders } from "../support/folders.ts";
import { nodeFs } from "../support/node_fs.ts";
import { link, namesIn, readText, type Tree } from "../support/tree.ts";

const ME = Deno.uid() ?? 0;
const SOMEBODY = 12_345;

/** Writes a line to the log `replica/log`, with a link in its place that `owner` made. */
async function write(
  folders: TestFolders,
  owner?: number,
): Promise<LogFileState> {
  const path = `${folders.replica}/log`;
  if (owner !== undefined) nodeFs.lchownSync(path, owner, owner);
  const file = new LogFile({ path, maxBytes: 1000, keep: 1, user: ME });
  return await file.write(new TextEncoder().encode("line\n"));
}

const TREE: Tree = { log: link("../outside") };

testUnless(
  notRoot(),
  "LogFile does not append to what somebody else's link leads to, nor make it",
  async () => {
    using folders = testFolders({ replica: TREE });
    const outside = `${folders.top}/outside`;
    const failed = {
      kind: "failed",
      reason: `it is a link that belongs to user ${SOMEBODY}`,
    } as const;
    assertEquals(await write(folders, SOMEBODY), failed);
    assertEquals(exists(outside), false);
    putFile(outside, "theirs\n");
    assertEquals(await write(folders), failed);
    assertEquals(readText(outside), "theirs\n");
  },
);

testUnless(
  notPosix(),
  "LogFile appends to what the user's own link leads to, and makes it",
  async () => {
    using folders = testFolders({ replica: TREE });
    for (const text of ["line\n", "line\nline\n"]) {
      assertEquals(await write(folders), { kind: "written" });
      assertEquals(readText(`${folders.top}/outside`), text);
    }
    assertEquals(namesIn(folders.replica), ["log"]);
  },
);

testUnless(
  notPosix(),
  "LogFile makes a file where nothing is, and appends to it",
  async () => {
    using folders = testFolders({ replica: {} });
    for (const text of ["line\n", "line\nline\n"]) {
      assertEquals(await write(folders), { kind: "written" });
      assertEquals(readText(`${folders.replica}/log`), text);
    }
  },
);
