import { assertEquals, assertMatch } from "../support/assert.ts";
import { REPLICA, SOURCE } from "../support/differing.ts";
import {
  assertCode,
  logLines,
  programFolders,
  runOnce,
  runProgram,
  snapshot,
} from "../support/program.ts";

for (const args of [[], ["-c"], ["-q"], ["--yes"], ["--color", "always"]]) {
  Deno.test(`lockstep -n is lockstep plan, to the letter and the exit status: ${args}`, async () => {
    using folders = programFolders({ source: SOURCE, replica: REPLICA });
    const { source, replica } = folders;
    const dry = await runProgram([source, replica, "-n", ...args], folders);
    const plan = await runProgram(["plan", source, replica, ...args], folders);
    assertEquals(dry, plan);
    assertMatch(dry.stdout, /^In all: create \d+, copy \d+ /m);
    assertEquals([dry.stderr, dry.code], ["", 7]);
  });
}

Deno.test("lockstep -n -v tells on standard error what is equal, as the real pass does", async () => {
  using folders = programFolders({
    source: { "a.txt": "a", "b.txt": "b" },
    replica: { "a.txt": "a" },
  });
  const { stdout, stderr } = await runOnce(folders, ["-n", "-v"]);
  assertEquals(logLines(stderr), ['DEBUG unchanged "a.txt"']);
  assertMatch(stdout, /^ {2}copy {3}"b\.txt" 1 B$/m);
});

Deno.test("lockstep -n shows what the real run would refuse, with the same reason and status", async () => {
  using folders = programFolders({ source: {}, replica: { "a.txt": "a" } });
  const before = snapshot(folders.top);
  const dry = await runOnce(folders, ["-n"]);
  assertCode(dry, 3);
  assertMatch(dry.stdout, /^ {2}remove "a\.txt" 1 B$/m);
  const [, reason] = /^Safety checks: refused: (.*)$/m.exec(dry.stdout) ?? [];
  assertEquals(snapshot(folders.top), before);
  const real = await runOnce(folders);
  assertCode(real, 3);
  const [line] = logLines(real.stderr).slice(-1);
  assertEquals(line, `ERROR Refused, nothing was changed: ${reason}`);
});
