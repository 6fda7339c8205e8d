import { ownerOf } from "../../release/release.ts";
import { ReleaseError } from "../../release/release_error.ts";
import { stamp } from "../../release/stamp.ts";
import { assert, assertEquals, assertThrows } from "../support/assert.ts";
import { notPosix, testUnless } from "../support/conditions.ts";
import { modeOf } from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import {
  noInstaller,
  runInstaller,
  testMachine,
} from "../support/installer.ts";
import { lacks, mustRun, runCommand } from "../support/shell.ts";

Deno.test("ownerOf() takes what GitHub could have, and nothing that a shell could read otherwise", () => {
  for (const name of ["ann/lockstep", "A-1/a.b_c-D", `${"o".repeat(39)}/x`]) {
    assertEquals(ownerOf(name), name.split("/")[0]);
  }
  const odd = [
    ...["", "ann", "ann/", "/lockstep", "ann/lockstep/x", "ann/.", "ann/.."],
    ...["-ann/x", "ann/lock step", 'ann/"x', "ann/$(id)", "ann/`id`", "a\\b/x"],
    ...["ann/x\n", "@REPOSITORY@", "https://github.com/ann/x", "ann/\u00e9"],
    ...[`${"o".repeat(40)}/x`, `o/${"x".repeat(101)}`],
  ];
  for (const name of odd) {
    assertThrows(() => ownerOf(name), ReleaseError, "OWNER/NAME");
  }
});

Deno.test("stamp() writes the repository where a script has its one place for it", () => {
  assertEquals(
    stamp('a\nREPOSITORY="@REPOSITORY@"\nb', "ann/lockstep"),
    'a\nREPOSITORY="ann/lockstep"\nb',
  );
  for (const script of ["", '"@REPOSITORY@" "@REPOSITORY@"']) {
    assertThrows(() => stamp(script, "ann/lockstep"), Error, "once");
  }
});

/** Runs the program that stamps. */
function runStamp(...args: readonly string[]): ReturnType<typeof runCommand> {
  const program = "release/stamp.ts";
  return runCommand(Deno.execPath(), "run", "-A", program, ...args);
}

Deno.test("stamp.ts refuses odd names in one line, and writes nothing", () => {
  using folders = testFolders();
  const out = `${folders.top}/out`;
  for (const args of [[], ["--repository"], ["--repository", "ann"]]) {
    const { ok, err } = runStamp(...args, "--out", out);
    assert(!ok, err);
    assert(
      /^The repository is .*; OWNER\/NAME is expected.*\n$/.test(err),
      err,
    );
  }
  assertThrows(() => Deno.lstatSync(out), Deno.errors.NotFound);
});

testUnless(
  notPosix() ?? noInstaller() ?? lacks("shellcheck"),
  "stamp.ts writes scripts that take the releases of that repository",
  async () => {
    const fetched = 'for word; do url=$word; done; echo "$url" >&2; exit 6';
    using machine = testMachine({
      tools: ["sha256sum"],
      fakes: { curl: fetched },
    });
    const out = `${machine.home}/out`;
    const { ok, err } = runStamp("--repository", "ann/lockstep", "--out", out);
    assert(ok, err);
    const script = `${out}/install.sh`;
    assertEquals(modeOf(script), 0o755);
    mustRun("shellcheck", script);
    const found = await runInstaller(machine, { script });
    const list =
      "https://github.com/ann/lockstep/releases/latest/download/SHA256SUMS";
    assertEquals(found.err.split("\n")[0], list);
    const powershell = await Deno.readTextFile(`${out}/install.ps1`);
    assert(powershell.includes('"ann/lockstep"'), powershell);
  },
);
