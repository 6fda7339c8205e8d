import { assertEquals } from "../support/assert.ts";
import { notPosix, testUnless } from "../support/conditions.ts";
import { writeConfig } from "../support/config_file.ts";
import {
  assertCode,
  logLines,
  programFolders,
  runProgram,
} from "../support/program.ts";
import { denoFolder } from "../support/program_call.ts";
import { readTree, writeTree } from "../support/tree.ts";

testUnless(
  notPosix(),
  "lockstep run finds folders below its file, the home folder, and what variables name",
  async () => {
    using folders = programFolders();
    const { cwd, top } = folders;
    writeTree(cwd, { here: { a: "a" }, home: { b: "b" } });
    writeTree(top, { disk: { c: "c" } });
    writeConfig(folders, [
      { name: "one", source: "here", replica: "~/copy" },
      { name: "two", source: "~", replica: "$DISK/home", exclude: "/copy/" },
      { name: "three", source: "${DISK}", replica: "c", exclude: "/home/" },
    ]);
    const env = { HOME: `${cwd}/home`, DISK: `${top}/disk` };
    // From elsewhere, where nothing of that name is.
    const finished = await runProgram(
      ["run", "--once", "--config", `${cwd}/lockstep.toml`],
      { state: folders.state, env: { ...env, DENO_DIR: denoFolder() } },
    );
    assertCode(finished, 0);
    assertEquals(Object.keys(readTree(`${cwd}/home/copy`)), [".", "a"]);
    assertEquals(Object.keys(readTree(`${top}/disk/home`)), [".", "b"]);
    assertEquals(Object.keys(readTree(`${cwd}/c`)), [".", "c"]);
  },
);

Deno.test("lockstep run never has two jobs at work on one replica at once", async () => {
  using folders = programFolders();
  const { cwd } = folders;
  const many = Object.fromEntries(
    Array.from({ length: 50 }, (_, number) => [`${number}`, "text"]),
  );
  const names = ["a", "b", "c"];
  writeTree(cwd, {
    copy: {},
    ...Object.fromEntries(names.map((name) => [name, { [name]: many }])),
  });
  const jobs = names.map((name) => ({ name, source: name, replica: "copy" }));
  writeConfig(folders, jobs, {
    top: "parallel = 3",
    defaults: { "no-delete": true },
  });
  const finished = await runProgram(["run", "--once"], folders);
  assertCode(finished, 0);
  const turns = logLines(finished.stderr).flatMap((line) =>
    /\[.\] pass 1(?: finished)?:? /.exec(line)?.[0].trimEnd() ?? []
  );
  assertEquals(
    turns.map((turn) => turn.replace(/:$/, "")),
    names.flatMap((name) => [`[${name}] pass 1`, `[${name}] pass 1 finished`]),
  );
});
