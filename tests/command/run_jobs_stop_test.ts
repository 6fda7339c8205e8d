import { assert, assertEquals, assertMatch } from "../support/assert.ts";
import { writeConfig } from "../support/config_file.ts";
import { exists, putFile, setTime } from "../support/files.ts";
import {
  assertCode,
  logLines,
  type ProgramFolders,
  programFolders,
  startProgram,
} from "../support/program.ts";
import { DEFAULT_TIME, namesBelow, writeTree } from "../support/tree.ts";
import { STOPS } from "./stops.ts";

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;

/** Jobs that take minutes: each has a hole of 64 GiB to digest, and then a small file is copied. */
function longJobs(names: readonly string[]): ProgramFolders {
  const folders = programFolders();
  const { cwd } = folders;
  for (const name of names) {
    writeTree(cwd, { [name]: { "a.txt": "a" }, [`${name}-copy`]: {} });
    const large = `${cwd}/${name}/large`;
    putFile(large, new Uint8Array(4 * MIB).fill(1));
    Deno.truncateSync(large, 64 * GIB);
    setTime(large, DEFAULT_TIME);
  }
  return folders;
}

for (const { signal, code, line } of STOPS) {
  Deno.test(`lockstep run --once stops all jobs cleanly on ${signal}, and exits ${code}`, async () => {
    const names = ["one", "two"];
    using folders = longJobs([...names, "never"]);
    const { cwd } = folders;
    writeConfig(
      folders,
      [...names, "never"].map((name) => ({
        name,
        source: name,
        replica: `${name}-copy`,
      })),
      { top: "parallel = 2", defaults: { digest: "md5", threads: 2 } },
    );
    await using program = startProgram(["run", "--once"], folders);
    const seen = await program.waitForLine(/\[(one|two)\] copied "a\.txt"/);
    const other = seen.includes("[one]") ? "two" : "one";
    await program.waitForLine(new RegExp(`\\[${other}\\] copied "a\\.txt"`));
    program.kill(signal);
    const finished = await program.finished;
    assertCode(finished, code);
    for (const name of names) {
      assertEquals(namesBelow(`${cwd}/${name}-copy`), ["a.txt"]);
      assertMatch(finished.stdout, new RegExp(`^${name}: Stopped before`, "m"));
    }
    assertEquals(logLines(finished.stderr).at(-1), line);
    assert(!exists(`${cwd}/never-copy/a.txt`));
  });
}
