import {
  despiteReadOnly,
  isReadOnly,
} from "../../../src/disk/portable/read_only.ts";
import { assert, assertEquals, assertThrows } from "../../support/assert.ts";
import { notPosix, testUnless } from "../../support/conditions.ts";
import { testFolders } from "../../support/folders.ts";
import { file, link } from "../../support/tree.ts";

/** Removes a file as Windows does: not if it is read-only. */
function removeAsWindows(path: string): void {
  if (((Deno.lstatSync(path).mode ?? 0) & 0o200) === 0) throw denied();
  Deno.removeSync(path);
}

function denied(): Error {
  return new Deno.errors.PermissionDenied("Access is denied. (os error 5)");
}

Deno.test("despiteReadOnly() removes what is read-only on Windows", () => {
  using folders = testFolders({ replica: { a: file("x", { mode: 0o444 }) } });
  const path = `${folders.replica}/a`;
  despiteReadOnly(path, () => removeAsWindows(path), { os: "windows" });
  assertEquals([...Deno.readDirSync(folders.replica)], []);
});

Deno.test("despiteReadOnly() tries once where the attribute is not the reason, and elsewhere", () => {
  using folders = testFolders({
    replica: { a: "x", b: file("y", { mode: 0o444 }) },
  });
  const cases = [["a", "windows"], ["b", "linux"], ["c", "windows"]] as const;
  for (const [name, os] of cases) {
    let calls = 0;
    const call = (): void => {
      calls++;
      throw denied();
    };
    const path = `${folders.replica}/${name}`;
    assertThrows(
      () => despiteReadOnly(path, call, { os }),
      Deno.errors.PermissionDenied,
    );
    assertEquals(calls, 1);
  }
  const { mode } = Deno.lstatSync(`${folders.replica}/b`);
  assertEquals((mode ?? 0) & 0o200, 0);
});

testUnless(
  notPosix(),
  "despiteReadOnly() changes nothing through a link",
  () => {
    using folders = testFolders({
      source: { a: file("x", { mode: 0o444 }) },
      replica: { l: link("../source/a") },
    });
    const path = `${folders.replica}/l`;
    const call = (): void => {
      throw denied();
    };
    assertThrows(
      () => despiteReadOnly(path, call, { os: "windows" }),
      Deno.errors.PermissionDenied,
    );
    const { mode } = Deno.lstatSync(`${folders.source}/a`);
    assertEquals((mode ?? 0) & 0o777, 0o444);
  },
);

Deno.test("despiteReadOnly() does not hide another error", () => {
  using folders = testFolders({ replica: {} });
  const call = (): void => {
    throw new Deno.errors.NotFound("gone");
  };
  const path = `${folders.replica}/a`;
  let found: unknown;
  try {
    despiteReadOnly(path, call, { os: "windows" });
  } catch (error) {
    found = error;
  }
  assert(found instanceof Deno.errors.NotFound);
});

Deno.test("isReadOnly() is true of a file that Deno calls a link, too, and of no link", () => {
  const file = { isFile: true, isDirectory: false, isSymlink: true };
  assert(isReadOnly({ ...file, mode: 0o100444 }));
  assertEquals(isReadOnly({ ...file, mode: 0o100666 }), false);
  assertEquals(isReadOnly({ ...file, mode: null }), false);
  assertEquals(isReadOnly({ ...file, isFile: false, mode: 0o100444 }), false);
});
