import { assertEquals, assertMatch } from "../support/assert.ts";
import { writeConfig } from "../support/config_file.ts";
import {
  assertCode,
  type ProgramFolders,
  programFolders,
  runProgram,
  startProgram,
} from "../support/program.ts";
import { writeTree } from "../support/tree.ts";

const PHOTOS = {
  name: "photos",
  source: "photos",
  replica: "copy",
  interval: "1d",
};

/** Starts the jobs, waits until they wait, and returns what they said of passes. */
async function startAnew(folders: ProgramFolders): Promise<readonly string[]> {
  await using program = startProgram(["run"], folders);
  await program.waitForLine(/\[photos\] next pass/);
  program.kill("SIGINT");
  const { stderr } = await program.finished;
  return stderr.split("\n")
    .flatMap((line) => /pass \d+ \w+|next pass/.exec(line)?.[0] ?? []);
}

Deno.test("lockstep run, started again, counts an interval on from the last pass if that went well", async () => {
  using folders = programFolders();
  writeTree(folders.cwd, { photos: { "a.jpg": "a" } });
  writeConfig(folders, [PHOTOS]);
  assertCode(await runProgram(["run", "--once"], folders), 0);
  assertEquals(await startAnew(folders), ["next pass"]);
  const { stdout } = await runProgram(["jobs"], folders);
  assertMatch(stdout, /^ {2}next: \d{4}-/m);
  // Another folder has not been copied to at all.
  writeConfig(folders, [{ ...PHOTOS, replica: "another" }]);
  assertEquals(await startAnew(folders), ["pass 1 finished", "next pass"]);
});

Deno.test("lockstep run, started again, tries at once what failed", async () => {
  using folders = programFolders();
  writeTree(folders.cwd, { copy: {} });
  writeConfig(folders, [PHOTOS]);
  assertCode(await runProgram(["run", "--once"], folders), 4);
  writeTree(folders.cwd, { photos: { "a.jpg": "a" } });
  assertEquals(await startAnew(folders), ["pass 1 finished", "next pass"]);
});
