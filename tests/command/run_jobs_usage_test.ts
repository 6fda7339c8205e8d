import { assert, assertEquals, assertMatch } from "../support/assert.ts";
import { writeConfig } from "../support/config_file.ts";
import { putFile } from "../support/files.ts";
import {
  assertCode,
  programFolders,
  runProgram,
  snapshot,
} from "../support/program.ts";
import { readText, writeTree } from "../support/tree.ts";

Deno.test("lockstep run tells all that is wrong with its file, with the lines, and starts nothing", async () => {
  using folders = programFolders();
  const { cwd } = folders;
  writeTree(cwd, { source: { a: "a" } });
  putFile(
    `${cwd}/lockstep.toml`,
    `[[job]]
name = "good"
source = "source"
replica = "good"

[[job]]
name = "bad"
source = "source"
replica = "bad"
intervall = "1h"
checksum = "yes"
max-delete = "lots"
`,
  );
  const before = snapshot(cwd);
  const finished = await runProgram(["run", "--once"], folders);
  assertCode(finished, 2);
  const file = `${cwd}/lockstep.toml`;
  assertEquals(finished.stderr.split("\n"), [
    `lockstep: "${file}" has 3 mistakes:`,
    `${file}:10: intervall: there is no such key: did you mean "interval"?`,
    `${file}:11: checksum: "yes" is text: expected true or false`,
    `${file}:12: max-delete: "lots" is no limit for removals: expected a number of entries (100) or a share of the replica (20%)`,
    "",
  ]);
  assertEquals(snapshot(cwd), before);
});

Deno.test("lockstep run without a file says how to get one", async () => {
  using folders = programFolders();
  const finished = await runProgram(["run"], folders);
  assertCode(finished, 2);
  assertEquals(
    finished.stderr,
    `lockstep: Cannot read "${folders.cwd}/lockstep.toml": there is no such file: name one with --config, or have "lockstep init" write one\n`,
  );
});

Deno.test("lockstep run names the jobs there are", async () => {
  using folders = programFolders();
  writeConfig(folders, [{ name: "photos", source: "s", replica: "r" }]);
  const finished = await runProgram(["run", "fotos"], folders);
  assertCode(finished, 2);
  assertMatch(
    finished.stderr,
    /^lockstep: there is no job "fotos" in ".*": did you mean "photos"\?\n$/,
  );
});

Deno.test("lockstep init writes a file to begin with, and never over one", async () => {
  using folders = programFolders();
  const path = `${folders.cwd}/lockstep.toml`;
  const first = await runProgram(["init"], folders);
  assertCode(first, 0);
  assertEquals(
    first.stdout,
    `"${path}" is written: fill in a job, then run "lockstep run"\n`,
  );
  const text = readText(path);
  assert(text.includes("# [[job]]"));
  putFile(path, "mine");
  const second = await runProgram(["init"], folders);
  assertCode(second, 2);
  assertMatch(second.stderr, /is there already and is left as it is/);
  assertEquals(readText(path), "mine");
  const other = ["init", "--config", "other.toml"];
  assertCode(await runProgram(other, folders), 0);
  assertEquals(readText(`${folders.cwd}/other.toml`), text);
});

Deno.test("lockstep init that cannot write says so", async () => {
  using folders = programFolders();
  const name = "x".repeat(300);
  const finished = await runProgram(["init", `--config=${name}`], folders);
  assertCode(finished, 1);
  assertMatch(
    finished.stderr,
    /^lockstep: Cannot write ".*x": the name or path is too long /,
  );
});

for (const command of ["init", "jobs"]) {
  Deno.test(`lockstep ${command} takes no names`, async () => {
    const finished = await runProgram([command, "photos"]);
    assertCode(finished, 2);
    assertEquals(
      finished.stderr,
      `lockstep: "photos" makes no sense here: "lockstep ${command}" takes options only\n`,
    );
  });
}
