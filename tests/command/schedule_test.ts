import {
  assert,
  assertEquals,
  assertStringIncludes,
} from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import {
  assertCode,
  type ProgramFolders,
  programFolders,
  runProgram,
  snapshot,
} from "../support/program.ts";
import { lacks } from "../support/shell.ts";
import { takeCronCommand } from "../support/split_cron.ts";
import { splitSystemd } from "../support/split_systemd.ts";
import { readText, readTree, type Tree, writeTree } from "../support/tree.ts";

const SOURCE = { "a.txt": "a", sub: { "b.txt": "b" } };
const NAME = 'it\'s 100% \u00e9 & "$HOME"\\';

/** Asks for a timetable of a mirror whose folders have a name that needs quoting. */
async function scheduled(
  folders: ProgramFolders,
  ...options: readonly string[]
): Promise<string> {
  writeTree(`${folders.cwd}/${NAME}`, SOURCE);
  const before = snapshot(folders.top);
  const args = ["schedule", NAME, `${NAME}2`, "--every", "1h", ...options];
  const finished = await runProgram(args, folders);
  assertCode(finished, 0);
  assertEquals(finished.stderr, "");
  assertEquals(snapshot(folders.top), before);
  return finished.stdout;
}

Deno.test("lockstep schedule prints a command for systemd that mirrors, and changes nothing itself", async () => {
  using folders = programFolders();
  const text = await scheduled(folders, "--for=systemd", "--log", "x.log");
  const [, line = ""] = /^ExecStart=(.*)$/m.exec(text) ?? [];
  const call = splitSystemd(line);
  const start = call[0] === "/bin/sh" ? 4 : 0;
  const finished = await runProgram(call.slice(start + 1), {
    ...folders,
    cwd: folders.top,
    call: [call[start] ?? ""],
  });
  assertCode(finished, 0);
  assertEquals(readTree(`${folders.cwd}/${NAME}2`), sourceTree(folders.cwd));
  assertStringIncludes(readText(`${folders.cwd}/x.log`), "created");
  assert(text.includes(`\nEnvironment=XDG_STATE_HOME=${folders.state}\n`));
});

testUnless(
  lacks("sh"),
  "lockstep schedule prints a command for cron that mirrors in silence",
  async () => {
    using folders = programFolders();
    const text = await scheduled(folders, "--for", "cron");
    const line = text.split("\n").at(-2) ?? "";
    const command = takeCronCommand(line.replace(/^(\S+ ){5}/, ""));
    const finished = await runProgram([command], {
      ...folders,
      call: ["/bin/sh", "-c"],
    });
    assertCode(finished, 0);
    assertEquals(finished.stdout + finished.stderr, "");
    assertEquals(
      readTree(`${folders.cwd}/${NAME}2`),
      sourceTree(folders.cwd),
    );
  },
);

Deno.test("lockstep schedule prints a command for a job of lockstep.toml that mirrors", async () => {
  using folders = programFolders({ source: SOURCE });
  const { source, replica, cwd } = folders;
  const toml = `[[job]]\nname = "photos"\nsource = ${
    JSON.stringify(source)
  }\nreplica = ${JSON.stringify(replica)}\ninterval = "1h"\n`;
  writeTree(cwd, { "lockstep.toml": toml });
  const args = ["schedule", "photos", "--for", "systemd"];
  const { stdout, ...printed } = await runProgram(args, folders);
  assertCode({ stdout, ...printed }, 0);
  const [, line = ""] = /^ExecStart=(.*)$/m.exec(stdout) ?? [];
  const [program = "", ...words] = splitSystemd(line);
  assertCode(await runProgram(words, { ...folders, call: [program] }), 0);
  assertEquals(readTree(replica), readTree(source));
});

for (const system of ["launchd", "windows"]) {
  Deno.test(`lockstep schedule prints something for ${system}, and changes nothing`, async () => {
    using folders = programFolders();
    const text = await scheduled(folders, "--for", system);
    assertStringIncludes(text, "it&#39;s 100% &#233; &#38; ");
  });
}

Deno.test("lockstep schedule tells who names one folder what is missing", async () => {
  const finished = await runProgram(["schedule", "a", "--every", "1h"]);
  assertCode(finished, 2);
  assert(
    finished.stderr.startsWith("lockstep: two folders or a job are needed, "),
  );
});

Deno.test("lockstep schedule refuses what the system cannot do, in one line", async () => {
  const args = ["schedule", "a", "b", "--every", "45m", "--for", "cron"];
  const finished = await runProgram(args);
  assertCode(finished, 2);
  assertEquals(finished.stdout, "");
  assert(/^lockstep: cron cannot start .*\n$/.test(finished.stderr));
});

/** Returns what is to be in the replica. */
function sourceTree(cwd: string): Tree {
  return readTree(`${cwd}/${NAME}`);
}
