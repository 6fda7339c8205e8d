import { assert, assertEquals, assertMatch } from "../support/assert.ts";
import { notPosix, testUnless } from "../support/conditions.ts";
import { writeConfig } from "../support/config_file.ts";
import { exists } from "../support/files.ts";
import {
  assertCode,
  type ProgramFolders,
  programFolders,
  runProgram,
  startProgram,
} from "../support/program.ts";
import { noDeno29 } from "../support/program_call.ts";
import { lacks } from "../support/shell.ts";
import { runTool } from "../support/tools.ts";
import { namesIn, readText, readTree, writeTree } from "../support/tree.ts";

const NO_PIPES = notPosix() ?? lacks("timeout");

/** A job whose file comes through a pipe, in another folder than the program's. */
interface Piped extends ProgramFolders {
  readonly pipe: string;
  /** Writes the file to whoever reads the pipe; in vain where nobody does for long. */
  readonly send: () => Promise<void>;
}

function pipedJob(): Piped {
  const folders = programFolders();
  writeTree(folders.cwd, { source: { "a.txt": "a" } });
  writeConfig(folders, [
    { name: "a", source: "source", replica: "replica", interval: "1h" },
  ]);
  const pipe = `${folders.top}/pipe`;
  runTool("mkfifo", [pipe]);
  const write = ["sh", "-c", 'cat "$0" > "$1"', "lockstep.toml", pipe];
  const send = async (): Promise<void> => {
    const { cwd } = folders;
    await new Deno.Command("timeout", { args: ["60", ...write], cwd }).output();
  };
  return { ...folders, pipe, send };
}

testUnless(
  NO_PIPES,
  "lockstep run takes its jobs from a pipe, with paths below the current folder",
  async () => {
    using job = pipedJob();
    const words = ["run", "--once", "--config", job.pipe];
    const [finished] = await Promise.all([runProgram(words, job), job.send()]);
    assertCode(finished, 0);
    assertEquals(
      readTree(`${job.cwd}/replica`),
      readTree(`${job.cwd}/source`),
    );
    assertMatch(readText(job.log), /\[a\] copied "a.txt"/);
  },
);

testUnless(
  NO_PIPES ?? noDeno29("does nothing else while it opens a pipe"),
  "lockstep says that it waits for a pipe to which nobody writes, until somebody does",
  async () => {
    using job = pipedJob();
    await using program = startProgram(["jobs", "--config", job.pipe], job);
    const line = await program.waitForLine(/waiting for/);
    assertEquals(
      line,
      `lockstep: waiting for what is written to the pipe "${job.pipe}"\n`,
    );
    await job.send();
    assertCode(await program.finished, 0);
  },
);

testUnless(
  NO_PIPES,
  "lockstep run does not wait for a pipe on SIGHUP: its jobs go on",
  async () => {
    using job = pipedJob();
    await using program = startProgram(["run", "--config", job.pipe], job);
    await job.send();
    await program.waitForLine(/\[a\] next pass/);
    program.kill("SIGHUP");
    await program.waitForLine(/it is a pipe, which can be read only once/);
    await program.waitForLine(/The jobs go on as they were/);
    program.kill("SIGTERM");
    await program.finished;
  },
);

testUnless(
  NO_PIPES,
  "a job from a pipe is not scheduled, as nobody would find it again",
  async () => {
    using job = pipedJob();
    const words = ["schedule", "a", "--config", job.pipe, "--for", "cron"];
    const finished = await runProgram(words, job);
    assertCode(finished, 2);
    assertEquals(
      finished.stderr,
      `lockstep: Cannot use "${job.pipe}" here: it is a pipe, which can be read only once: name a file\n`,
    );
  },
);

testUnless(
  NO_PIPES ?? noDeno29("does nothing else while it opens a pipe"),
  "lockstep ends at once when it is stopped while it waits for a pipe of rules",
  async () => {
    using job = pipedJob();
    const { cwd, replica, pipe } = job;
    const words = [`${cwd}/source`, replica, "--once", "--exclude-from", pipe];
    await using program = startProgram(words, job);
    await program.waitForLine(/waiting for what is written to the pipe/);
    program.kill("SIGTERM");
    assertEquals((await program.finished).code, 143);
    assert(!exists(replica));
  },
);

testUnless(
  NO_PIPES ?? noDeno29("does nothing else while it opens a pipe"),
  "lockstep says that it waits for a pipe of rules, and takes them from it",
  async () => {
    using job = pipedJob();
    const { cwd, replica, pipe } = job;
    const words = [`${cwd}/source`, replica, "--once", "--exclude-from", pipe];
    await using program = startProgram(words, job);
    await program.waitForLine(/waiting for what is written to the pipe/);
    await Deno.writeTextFile(pipe, "*.txt\n");
    assertCode(await program.finished, 0);
    assertEquals(namesIn(replica), []);
  },
);
