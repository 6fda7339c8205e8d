import { assert, assertEquals, assertMatch } from "../support/assert.ts";
import { notRoot, testUnless } from "../support/conditions.ts";
import { look } from "../support/files.ts";
import { assertCode, programFolders, runOnce } from "../support/program.ts";
import { noProc } from "../support/program_call.ts";
import { lacks } from "../support/shell.ts";
import { file, readTree } from "../support/tree.ts";

testUnless(
  notRoot() ?? noProc() ?? lacks("setpriv"),
  "lockstep run by a root that may not give files away says that owners are not kept",
  async () => {
    using folders = programFolders({
      source: { a: file("a", { owner: 7 }), b: "b" },
    });
    const through = ["setpriv", "--bounding-set=-chown"];
    const says =
      /WARN {2}owners and groups are not kept: .+ --no-owner if this/;
    const finished = await runOnce(folders, [], { through });
    assertCode(finished, 0);
    assertMatch(finished.stderr, says);
    assertEquals(look(`${folders.replica}/a`).uid, 0);
    const silent = await runOnce(folders, ["--no-owner"], { through });
    assertCode(silent, 0);
    assert(!says.test(silent.stderr), silent.stderr);
    const whole = await runOnce(folders);
    assertCode(whole, 0);
    assert(!says.test(whole.stderr), whole.stderr);
    assertEquals(readTree(folders.replica), readTree(folders.source));
  },
);
