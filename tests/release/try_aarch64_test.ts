import { assert, assertEquals } from "../support/assert.ts";
import { notPosix, testUnless } from "../support/conditions.ts";
import { testFolders } from "../support/folders.ts";
import { isThere, readFile } from "../support/modules.ts";
import { CHECKOUT } from "../support/program_call.ts";
import { lacks, mustRun, runCommand } from "../support/shell.ts";
import { namesIn } from "../support/tree.ts";

const PATH = "release/try_aarch64.sh";

for (const path of [PATH, ".ci/run"]) {
  testUnless(
    lacks("shellcheck"),
    `shellcheck finds nothing in ${path}`,
    () => {
      mustRun("shellcheck", `${CHECKOUT}/${path}`);
    },
  );
}

Deno.test("try_aarch64.sh takes the Deno that .ci/run tests with, and tests that there are", () => {
  const text = readFile(PATH);
  const version = /^VERSION=(.*)$/m.exec(text)?.[1];
  const tested = /npx -y deno@(\S+) "\$@"/.exec(readFile(".ci/run"))?.[1];
  assertEquals(version, tested);
  const [, names = ""] = /tests\/disk\/\{(.*)\}_test\.ts/.exec(text) ?? [];
  for (const name of names.split(",")) {
    assert(isThere(`tests/disk/${name}_test.ts`), name);
  }
});

testUnless(
  notPosix() ?? lacks("bash"),
  "try_aarch64.sh says in one line what it misses, and gets nothing",
  () => {
    using folders = testFolders();
    const { top } = folders;
    const bin = `${top}/bin`;
    Deno.mkdirSync(bin);
    for (const name of ["bash", "dirname"]) {
      const path = mustRun("sh", "-c", `command -v ${name}`).trim();
      Deno.symlinkSync(path, `${bin}/${name}`);
    }
    const variables = [`PATH=${bin}`, `HOME=${top}`];
    const script = `${CHECKOUT}/${PATH}`;
    const ran = runCommand("env", "-i", ...variables, "bash", script);
    const err = "Cannot run tests for aarch64: there is no apt-get\n";
    assertEquals(ran, { ok: false, out: "", err });
    assert(!namesIn(top).includes(".cache"));
  },
);
