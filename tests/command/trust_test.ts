import { assert, assertEquals } from "../support/assert.ts";
import { notPosix, notRoot, testUnless } from "../support/conditions.ts";
import {
  exists,
  modeOf,
  putFile,
  putFolder,
  putLink,
} from "../support/files.ts";
import { nodeFs } from "../support/node_fs.ts";
import {
  assertCode,
  logLines,
  programFolders,
  runOnce,
} from "../support/program.ts";
import { namesIn, readText } from "../support/tree.ts";

const SOMEBODY = 12_345;

for (const umask of ["000", "022", "077"]) {
  testUnless(
    notPosix(),
    `lockstep keeps its state folder and what is in it owner-only with umask ${umask}`,
    async () => {
      using folders = programFolders({ source: { a: "a" } });
      const through = ["sh", "-c", `umask ${umask}; exec "$@"`, "sh"];
      assertCode(await runOnce(folders, [], { through }), 0);
      const state = `${folders.state}/lockstep`;
      assertEquals(modeOf(state), 0o700);
      assert(namesIn(state).length > 0);
      for (const name of namesIn(state)) {
        assertEquals(modeOf(`${state}/${name}`), 0o600, name);
      }
    },
  );
}

testUnless(
  notPosix(),
  "lockstep closes a state folder of its user's that others could write in",
  async () => {
    using folders = programFolders({ source: { a: "a" } });
    const state = `${folders.state}/lockstep`;
    putFolder(state);
    await Deno.chmod(state, 0o777);
    assertCode(await runOnce(folders), 0);
    assertEquals(modeOf(state), 0o700);
  },
);

testUnless(
  notRoot(),
  "lockstep does not use a state folder of somebody else's, says so, and mirrors",
  async () => {
    using folders = programFolders({ source: { a: "a" } });
    const { top } = folders;
    const state = `${folders.state}/lockstep`;
    putFolder(state);
    nodeFs.lchownSync(state, SOMEBODY, SOMEBODY);
    const finished = await runOnce(folders);
    assertCode(finished, 0);
    assertEquals(namesIn(state), []);
    assertEquals(exists(`${top}/replica/a`), true);
    assert(
      logLines(finished.stderr).includes(
        `WARN  nothing is remembered, nor are other instances kept off the replica: the state folder "${state}" belongs to user ${SOMEBODY}. Have XDG_STATE_HOME name a folder of your own`,
      ),
      finished.stderr,
    );
  },
);

testUnless(
  notRoot(),
  "lockstep does not append its log to what somebody else's link leads to, says so, and mirrors",
  async () => {
    using folders = programFolders({ source: { a: "a" } });
    const { top, log } = folders;
    putFile(`${top}/keys`, "theirs\n");
    putLink(log, `${top}/keys`);
    nodeFs.lchownSync(log, SOMEBODY, SOMEBODY);
    const finished = await runOnce(folders);
    assertCode(finished, 1);
    assertEquals(readText(`${top}/keys`), "theirs\n");
    assertEquals(exists(`${top}/replica/a`), true);
    assert(
      finished.stderr.includes(
        `Cannot write the log file "${log}": it is a link that belongs to user ${SOMEBODY}; the mirror goes on`,
      ),
      finished.stderr,
    );
  },
);

testUnless(
  notRoot(),
  "lockstep exits 3 when a root is reached through somebody else's link, and changes nothing",
  async () => {
    using folders = programFolders({ source: { a: "a" }, replica: {} });
    const { top } = folders;
    putLink(`${top}/way`, folders.replica);
    nodeFs.lchownSync(`${top}/way`, SOMEBODY, SOMEBODY);
    const finished = await runOnce({ ...folders, replica: `${top}/way` });
    assertCode(finished, 3);
    assertEquals(namesIn(folders.replica), []);
    assert(
      finished.stderr.includes(
        `the replica is reached through the link "${top}/way", which belongs to user ${SOMEBODY} and may lead anywhere. Name the folder it leads to, if that is the one you mean`,
      ),
      finished.stderr,
    );
  },
);
