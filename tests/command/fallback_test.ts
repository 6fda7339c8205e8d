import { assertEquals, assertMatch } from "../support/assert.ts";
import { notNative, testUnless } from "../support/conditions.ts";
import { noNative } from "../support/native.ts";
import { assertCode, programFolders, runOnce } from "../support/program.ts";
import { noStrace } from "../support/strace.ts";
import { readTree } from "../support/tree.ts";

testUnless(
  notNative() ?? noNative() ?? noStrace(),
  "lockstep does without the native disk where the system does not let it be tried out, and says why",
  async () => {
    using folders = programFolders({ source: { a: "a" } });
    const fault = "inject=getdents64:error=EACCES";
    const finished = await runOnce(folders, [], {
      through: [
        ...["strace", "-f", "-qq", "-o", "/dev/null"],
        ...["-P", "/", "-e", "trace=getdents64", "-e", fault],
      ],
    });
    assertCode(finished, 0);
    assertMatch(
      finished.stderr,
      /WARN .*the native disk cannot be used \(cannot look at the root of the file system: permission denied \(EACCES\)\)/,
    );
    assertEquals(readTree(folders.replica), readTree(folders.source));
  },
);
