import { DatabaseSync } from "node:sqlite";
import { pairFile } from "../../src/state/pair.ts";
import { STATE_VERSION } from "../../src/state/pair_database.ts";
import { assert, assertEquals } from "../support/assert.ts";
import { notRoot, testUnless } from "../support/conditions.ts";
import { mountExfat, noExfat } from "../support/mounts.ts";
import { bytesOf } from "../support/pair_state.ts";
import {
  assertCode,
  programFolders,
  runOnce,
  runProgram,
  snapshot,
} from "../support/program.ts";
import { RUNTIME } from "../support/program_call.ts";
import { HAS_ALL } from "../support/test_disk.ts";
import { giveAway, IS_ROOT, runTool } from "../support/tools.ts";
import { readTree } from "../support/tree.ts";

/** Returns what a line says about something; with "! " where it is wrong. */
function lineOf(text: string, about: string): string | undefined {
  const line = text.split("\n").find((line) =>
    line.slice(2).trimStart().startsWith(`${about}  `)
  );
  return line &&
    `${line.startsWith("!") ? "! " : ""}${
      line.slice(2).trimStart().slice(about.length).trim()
    }`;
}

Deno.test("lockstep doctor says what it runs on", async () => {
  using folders = programFolders();
  const { stdout, ...finished } = await runProgram(["doctor"], folders);
  assertCode({ stdout, ...finished }, 0);
  assert(lineOf(stdout, "Deno")?.startsWith(`${RUNTIME}, V8 `));
  assertEquals(
    lineOf(stdout, "permissions"),
    HAS_ALL ? "read, write, env, sys, ffi" : "without --allow-ffi",
  );
  assert(/^(native|portable): /.test(lineOf(stdout, "disk") ?? ""));
  assertEquals(
    lineOf(stdout, "state folder"),
    `"${folders.state}/lockstep", made by the first pass`,
  );
  assert(stdout.endsWith("\nAll is well.\n"));
});

Deno.test("lockstep doctor SOURCE REPLICA says what the replica keeps, and leaves both as they were", async () => {
  using folders = programFolders({
    source: { "a.txt": "a" },
    replica: { "b.txt": "b" },
  });
  const { source, replica, cwd } = folders;
  const look = (): unknown => [
    ...[source, cwd].map(snapshot),
    readTree(replica),
  ];
  const before = look();
  const { stdout, ...finished } = await runProgram(
    ["doctor", source, replica],
    folders,
  );
  assertCode({ stdout, ...finished }, 0);
  assertEquals(look(), before);
  assertEquals(lineOf(stdout, "source"), `"${source}"`);
  assertEquals(lineOf(stdout, "replica"), `"${replica}"`);
  assert(lineOf(stdout, "times")?.startsWith("kept in steps of "));
  assertEquals(lineOf(stdout, "links"), "can be made");
  assertEquals(
    lineOf(stdout, "owners"),
    IS_ROOT ? "kept" : "not kept: only root can keep them",
  );
});

for (
  const [title, named] of [
    ["is the source", "S"],
    ["lies in the source", "S/sub"],
  ] as const
) {
  Deno.test(`lockstep doctor tries nothing where the replica ${title}, and says why no pass can be`, async () => {
    using folders = programFolders({ source: { sub: {} } });
    const { source, top } = folders;
    const before = snapshot(top);
    const replica = named.replace("S", source);
    const { stdout, ...finished } = await runProgram(
      ["doctor", source, replica],
      folders,
    );
    assertCode({ stdout, ...finished }, 1);
    assertEquals(snapshot(top), before);
    assertEquals(lineOf(stdout, "times"), undefined);
    assert(lineOf(stdout, "both")?.startsWith("! "));
  });
}

Deno.test("lockstep doctor says what is wrong with folders, and exits with 1", async () => {
  using folders = programFolders({ source: { "a.txt": "a" } });
  const { source, top } = folders;
  const missing = `${top}/missing`;
  const first = await runProgram(["doctor", missing], folders);
  assertCode(first, 1);
  assertEquals(lineOf(first.stdout, "source"), `! "${missing}" does not exist`);
  assert(first.stdout.endsWith('\n1 thing is wrong: see "!".\n'));
  const second = await runProgram(["doctor", source, missing], folders);
  assertCode(second, 0);
  const file = `${source}/a.txt`;
  const third = await runProgram(["doctor", file], folders);
  assertCode(third, 1);
  assertEquals(
    lineOf(third.stdout, "source"),
    `! "${file}": it is a file, not a folder`,
  );
});

testUnless(
  notRoot(),
  "lockstep doctor says that nothing can be written to a replica",
  async () => {
    using folders = programFolders({ source: {}, replica: {} });
    const { source, replica, top } = folders;
    giveAway(top);
    runTool("chown", ["0:0", replica]);
    const finished = await runProgram(["doctor", source, replica], {
      ...folders,
      unprivileged: true,
    });
    assertCode(finished, 1);
    assert(lineOf(finished.stdout, "replica")?.startsWith(`! "${replica}": `));
  },
);

testUnless(
  noExfat(),
  "lockstep doctor finds what exFAT does not keep",
  async () => {
    using folders = programFolders({ source: {} });
    const { source, replica } = folders;
    await Deno.mkdir(replica);
    using disk = mountExfat(replica);
    const { stdout } = await runProgram(["doctor", source, disk.path], folders);
    assertEquals(lineOf(stdout, "case"), '"a" and "A" are one name');
    assertEquals(lineOf(stdout, "hard links"), "cannot be made");
    assert(lineOf(stdout, "room")?.includes(" free, "));
  },
);

Deno.test("lockstep doctor says when the last pass ended, and what keeps the next one from it", async () => {
  using folders = programFolders({ source: { "a.txt": "a" }, replica: {} });
  const { source, replica } = folders;
  const look = async (): Promise<string | undefined> => {
    const { stdout } = await runProgram(["doctor", source, replica], folders);
    return lineOf(stdout, "last pass");
  };
  assertEquals(await look(), "none is remembered");
  assertCode(await runOnce(folders), 0);
  assert(/^ended at 20\d\d-\S+ \d\d:\S+\+00:00$/.test(await look() ?? ""));
  const file = await pairFile(`${folders.state}/lockstep`, folders);
  setVersion(file, 99);
  const before = bytesOf(file);
  assertEquals(
    await look(),
    `! what is remembered of these two folders was written by a newer lockstep: it has version 99 of the format, and this lockstep knows no later one than ${STATE_VERSION}. Use that one, or move "${file}" away to begin anew`,
  );
  assertEquals(bytesOf(file), before);
  await Deno.writeTextFile(file, "no database");
  const found = await look() ?? "";
  assert(found.startsWith(`! the state file "${file}" is damaged: `), found);
  assertEquals(await Deno.readTextFile(file), "no database");
});

function setVersion(file: string, version: number): void {
  using database = new DatabaseSync(file);
  database.exec(`PRAGMA user_version = ${version}`);
}
