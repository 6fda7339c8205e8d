import { assertEquals } from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import { testFolders } from "../support/folders.ts";
import { mustRun } from "../support/shell.ts";
import { noStrace } from "../support/strace.ts";
import { TEST_DISK } from "../support/test_disk.ts";

/** Writes a file with a disk of a kind, and prints what came of it. */
const SCRIPT = `
  import { openDisk } from "${urlOf("src/disk/open.ts")}";
  const [kind, path] = Deno.args;
  const { disk } = await openDisk(kind);
  const options = { side: "replica", identity: undefined };
  using folder = disk.openRoot(path, options);
  using file = folder.createFile("a", 0o600);
  try {
    file.write(new TextEncoder().encode("text"));
    console.log("written");
  } catch ({ code, doing, message }) {
    console.log(code, doing, message);
  }
`;

testUnless(
  noStrace(),
  "write() fails where the system takes no bytes and tells no error, again and again",
  () => {
    using folders = testFolders({ replica: {} });
    // In the end it does take them, so that who goes on for ever comes to an end.
    const fault = "inject=write:retval=0:when=1..1000";
    const said = mustRun(
      ...["strace", "-f", "-qq", "-o", "/dev/null"] as const,
      ...["-P", `${folders.replica}/a`, "-e", "trace=write", "-e", fault],
      ...[Deno.execPath(), "eval", SCRIPT, TEST_DISK, folders.replica],
    );
    assertEquals(
      said.trim(),
      "EIO write the replica file the file system takes no bytes and does not say why",
    );
  },
);

function urlOf(path: string): string {
  return new URL(`../../${path}`, import.meta.url).href;
}
