import { assert, assertEquals, assertMatch } from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import { writeConfig } from "../support/config_file.ts";
import { putFile } from "../support/files.ts";
import {
  type ProgramFolders,
  programFolders,
  type RunningProgram,
  startProgram,
} from "../support/program.ts";
import { readText, readTree, writeTree } from "../support/tree.ts";

const NO_SIGNALS = Deno.build.os === "windows"
  ? "Windows has no SIGHUP"
  : undefined;

const PHOTOS = {
  name: "photos",
  source: "photos",
  replica: "copies/photos",
  interval: "1h",
};
const DOCS = {
  name: "docs",
  source: "docs",
  replica: "copies/docs",
  interval: "1h",
};

function twoFolders(): ProgramFolders {
  const folders = programFolders();
  writeTree(folders.cwd, {
    photos: { "a.jpg": "a" },
    docs: { "b.txt": "b" },
    copies: {},
  });
  return folders;
}

/** Stops it, in a pass or between passes, and returns its log. */
async function stop(program: RunningProgram): Promise<string> {
  program.kill("SIGINT");
  return (await program.finished).stderr;
}

testUnless(
  NO_SIGNALS,
  "lockstep run reads its file again on SIGHUP: new jobs begin, others go on, some end",
  async () => {
    using folders = twoFolders();
    writeConfig(folders, [PHOTOS]);
    await using program = startProgram(["run"], folders);
    await program.waitForLine(/\[photos\] next pass/);
    writeConfig(folders, [PHOTOS, DOCS]);
    program.kill("SIGHUP");
    await program.waitForLine(/was read again: "photos", "docs"/);
    await program.waitForLine(/\[docs\] next pass/);
    const { cwd } = folders;
    assertEquals(readTree(`${cwd}/copies/docs`), readTree(`${cwd}/docs`));
    writeConfig(folders, [{ ...DOCS, interval: 0.1 }]);
    program.kill("SIGHUP");
    await program.waitForLine(/was read again: "docs"/);
    await program.waitForLine(/\[docs\] pass 2 finished/);
    const log = await stop(program);
    assertEquals(log.match(/\[photos\] pass 1 finished/g)?.length, 1);
    assertMatch(readText(folders.log), /was read again: "docs"/);
  },
);

testUnless(
  NO_SIGNALS,
  "lockstep run keeps its jobs when the file is broken at SIGHUP, and says so",
  async () => {
    using folders = twoFolders();
    writeConfig(folders, [{ ...PHOTOS, interval: 0.2 }]);
    await using program = startProgram(["run"], folders);
    await program.waitForLine(/\[photos\] next pass/);
    putFile(`${folders.cwd}/lockstep.toml`, 'job = 1\nparallel = "x"\n');
    program.kill("SIGHUP");
    await program.waitForLine(/lockstep.toml" has 2 mistakes:/);
    await program.waitForLine(/lockstep.toml:1: job: expected tables/);
    await program.waitForLine(/lockstep.toml:2: parallel: expected a whole/);
    await program.waitForLine(/WARN {2}The jobs go on as they were/);
    putFile(`${folders.cwd}/photos/new.jpg`, "new");
    await program.waitForLine(/\[photos\] copied "new.jpg"/);
    await program.waitForLine(/\[photos\] next pass/);
    assertMatch(await stop(program), /Stopped by user/);
  },
);

testUnless(
  NO_SIGNALS,
  "lockstep run with names keeps its jobs when one of them is no longer in the file",
  async () => {
    using folders = twoFolders();
    writeConfig(folders, [PHOTOS, DOCS]);
    await using program = startProgram(["run", "docs"], folders);
    await program.waitForLine(/\[docs\] next pass/);
    writeConfig(folders, [PHOTOS]);
    program.kill("SIGHUP");
    await program.waitForLine(/there is no job "docs" in/);
    await program.waitForLine(/The jobs go on as they were/);
    await stop(program);
  },
);

testUnless(
  NO_SIGNALS,
  "lockstep run goes by a new timetable, counted from the last pass",
  async () => {
    using folders = twoFolders();
    writeConfig(folders, [PHOTOS]);
    await using program = startProgram(["run"], folders);
    await program.waitForLine(/\[photos\] next pass/);
    writeConfig(folders, [{ ...PHOTOS, interval: "2h" }]);
    program.kill("SIGHUP");
    const line = await program.waitForLine(/\[photos\] next pass at/);
    const [, next = ""] = line.split("next pass at ");
    const minutes = (Date.parse(next.trim()) - Date.now()) / 60_000;
    assert(minutes > 110 && minutes < 121, `${minutes} minutes`);
    await stop(program);
  },
);
