import { assertEquals, assertMatch } from "../support/assert.ts";
import {
  assertCode,
  logLines,
  programFolders,
  snapshot,
  startProgram,
} from "../support/program.ts";
import { STOPS } from "./stops.ts";

for (const { signal, line } of STOPS) {
  Deno.test(`lockstep leaves at once on ${signal} between passes, with the status of the last pass`, async () => {
    using folders = programFolders({ source: { "a.txt": "a" } });
    const { source, replica } = folders;
    await using program = startProgram([source, replica, "1h"], folders);
    await program.waitForLine(/next pass/);
    const before = snapshot(replica);
    program.kill(signal);
    const finished = await program.finished;
    assertCode(finished, 0);
    assertEquals(logLines(finished.stderr).at(-1), line);
    assertMatch(finished.stdout, /^The replica equals the source: /);
    assertEquals(snapshot(replica), before);
  });
}

Deno.test("lockstep stopped between passes exits 1 if the last one failed", async () => {
  using folders = programFolders({
    source: { taken: "file" },
    replica: { taken: { "kept.txt": "kept" } },
  });
  const { source, replica } = folders;
  const args = [source, replica, "1h", "--no-delete"];
  await using program = startProgram(args, folders);
  await program.waitForLine(/next pass/);
  program.kill("SIGTERM");
  assertCode(await program.finished, 1);
});

Deno.test("lockstep stopped between passes exits 3 if the last one was refused", async () => {
  using folders = programFolders({ source: {}, replica: { "a.txt": "a" } });
  const { source, replica } = folders;
  await using program = startProgram([source, replica, "1h"], folders);
  await program.waitForLine(/next pass/);
  program.kill("SIGINT");
  assertCode(await program.finished, 3);
});

Deno.test("lockstep stopped between passes exits 4 if there was no source", async () => {
  using folders = programFolders();
  const { source, replica } = folders;
  await using program = startProgram([source, replica, "1h"], folders);
  await program.waitForLine(/next pass/);
  program.kill("SIGINT");
  assertCode(await program.finished, 4);
});
