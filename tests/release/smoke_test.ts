import { ReleaseError } from "../../release/release_error.ts";
import { tryOut } from "../../release/smoke.ts";
import { assertEquals, assertRejects } from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import { putFile } from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import { CHECKOUT } from "../support/modules.ts";
import { programWords } from "../support/program_call.ts";
import { lacks, runCommand } from "../support/shell.ts";

Deno.test("release/smoke.ts finds nothing in the program", async () => {
  await tryOut(programWords());
});

Deno.test("release/smoke.ts tells of a program that is not there", () => {
  const script = `${CHECKOUT}/release/smoke.ts`;
  assertEquals(
    runCommand(Deno.execPath(), "run", "-A", "-q", script, "./nowhere"),
    { ok: false, out: "", err: 'There is no program "./nowhere"\n' },
  );
});

/** Programs that an executable must not be, and what is said of them. */
const BROKEN: readonly (readonly [string, string])[] = [
  ["exit 0", "--version names no version"],
  ['echo "lockstep 1.2.3"', "The replica has [], not"],
  [
    'case $1 in --version) echo "lockstep 1.2.3" ;; *) exit 3 ;; esac',
    "ended with 3",
  ],
  [
    'case $1 in --version) echo "lockstep 1.2.3" ;; /*) cp -R "$1" "$2" ;; esac',
    "The replica has",
  ],
];

for (const [script, says] of BROKEN) {
  testUnless(
    lacks("sh"),
    `release/smoke.ts finds out: ${script}`,
    async () => {
      using folders = testFolders();
      const program = `${folders.top}/lockstep`;
      putFile(program, `#!/bin/sh\n${script}\n`);
      await Deno.chmod(program, 0o755);
      await assertRejects(() => tryOut([program]), ReleaseError, says);
    },
  );
}
