import { ifLockable } from "../../../src/cli/jobs/if_lockable.ts";
import { openDatabase } from "../../../src/state/database.ts";
import { assert, assertEquals, assertRejects } from "../../support/assert.ts";
import { testFolders } from "../../support/folders.ts";

/** Opens a file that is no database, and asks it for something. */
function misread(path: string): void {
  Deno.writeTextFileSync(path, "no database, and long enough not to be one");
  using database = {
    open: openDatabase(path, { patienceMs: 0 }),
    [Symbol.dispose](): void {
      this.open.close();
    },
  };
  database.open.exec("BEGIN IMMEDIATE");
}

Deno.test("ifLockable() returns what is found, and nothing where the state folder is of no use", async () => {
  using folders = testFolders({ source: { file: "" } });
  const { source } = folders;
  const asked: readonly (() => Promise<unknown>)[] = [
    () => Promise.resolve("somebody"),
    () => Deno.lstat(`${source}/missing`),
    () => Deno.mkdir(`${source}/file`),
    () => Deno.lstat(`${source}/file/below`),
    () => Deno.lstat("a\0b"),
    () => Promise.resolve().then(() => misread(`${source}/lock`)),
  ];
  assertEquals(await Promise.all(asked.map(ifLockable)), [
    "somebody",
    ...new Array<undefined>(asked.length - 1).fill(undefined),
  ]);
});

Deno.test("ifLockable() hides no mistake", async () => {
  const bug = new TypeError("x is not a function");
  const thrown = await assertRejects(
    () => ifLockable(() => Promise.reject(bug)),
    TypeError,
  );
  assert(thrown === bug);
});
