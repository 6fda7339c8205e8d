import { assert } from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import { writeConfig } from "../support/config_file.ts";
import { exists } from "../support/files.ts";
import {
  assertCode,
  programFolders,
  type RunningProgram,
  startProgram,
} from "../support/program.ts";
import { readText, writeTree } from "../support/tree.ts";
import { ANY_QUESTION, noTerminal } from "./at_terminal.ts";

testUnless(
  noTerminal,
  "lockstep run never asks, not even at a terminal",
  async () => {
    using folders = programFolders();
    const { cwd } = folders;
    writeTree(cwd, { empty: {}, full: { "kept.txt": "kept" } });
    writeConfig(folders, [{ name: "a", source: "empty", replica: "full" }]);
    const options = { ...folders, terminal: true };
    await using program = startProgram(["run", "--once"], options);
    await program.type("y\ny\n");
    const finished = await program.finished;
    assertCode(finished, 3);
    assert(!ANY_QUESTION.test(finished.stdout));
    assert(exists(`${cwd}/full/kept.txt`));
  },
);

testUnless(
  noTerminal,
  "lockstep run ends when its terminal goes away: that SIGHUP is no wish to read the file",
  async () => {
    using folders = programFolders();
    writeTree(folders.cwd, { source: { "a.txt": "a" } });
    const job = { name: "a", source: "source", replica: "replica" };
    writeConfig(folders, [{ ...job, interval: "1h" }]);
    const options = { ...folders, terminal: true };
    await using program = startProgram(["run"], options);
    await program.type("\n");
    await program.stdout.waitFor(/\[a\] next pass/);
    await closeTerminal(program);
    const end = "Stopped because the terminal went away (SIGHUP)";
    // Its own end is all that is left to be seen of it.
    while (!readText(folders.log).includes(end)) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    assert(!readText(folders.log).includes("was read again"));
  },
);

/** The terminal is that of script(1), and goes with it. */
async function closeTerminal(program: RunningProgram): Promise<void> {
  program.kill("SIGKILL");
  await program.finished;
}
