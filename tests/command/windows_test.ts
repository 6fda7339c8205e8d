import { assertEquals, assertMatch } from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import {
  actionLines,
  assertCode,
  programFolders,
  runOnce,
} from "../support/program.ts";
import { file, namesIn, readText } from "../support/tree.ts";

/** What only Windows has: no other system keeps a file from being read or replaced. */
const notWindows = Deno.build.os === "windows"
  ? undefined
  : "it needs Windows, or Wine";

const GENERIC_READ = 0x8000_0000;
const OPEN_EXISTING = 3;

/** Opens a file so that nobody else can, until it is disposed of. */
function openAlone(path: string): Disposable {
  const { symbols } = Deno.dlopen("kernel32.dll", {
    CreateFileW: {
      parameters: ["buffer", "u32", "u32", "pointer", "u32", "u32", "pointer"],
      result: "pointer",
    },
    CloseHandle: { parameters: ["pointer"], result: "i32" },
  });
  const units = Uint16Array.from(
    `${path.replaceAll("/", "\\")}\0`,
    (unit) => unit.charCodeAt(0),
  );
  const name = new Uint8Array(units.buffer);
  const handle = symbols
    .CreateFileW(name, GENERIC_READ, 0, null, OPEN_EXISTING, 0, null);
  return { [Symbol.dispose]: () => void symbols.CloseHandle(handle) };
}

testUnless(
  notWindows,
  "a file that another program has open is named, the rest mirrored, and the file in the next pass",
  async () => {
    using folders = programFolders({ source: { a: "a", locked: "l", z: "z" } });
    {
      using _open = openAlone(`${folders.source}/locked`);
      const pass = await runOnce(folders);
      assertCode(pass, 1);
      assertMatch(
        pass.stderr,
        /failed "locked" \(cannot open the source file: another program has it open \(EBUSY\)\)/,
      );
      assertEquals(namesIn(folders.replica), ["a", "z"]);
    }
    assertCode(await runOnce(folders), 0);
    assertEquals(readText(`${folders.replica}/locked`), "l");
  },
);

testUnless(
  notWindows,
  "a replica's file that another program has open stays, and is replaced in the next pass",
  async () => {
    using folders = programFolders({
      source: { a: "newer", b: "b" },
      replica: { a: "old" },
    });
    {
      using _open = openAlone(`${folders.replica}/a`);
      const pass = await runOnce(folders);
      assertCode(pass, 1);
      assertMatch(pass.stderr, /failed "a" \(.+ open.*\((?:EACCES|EBUSY)\)\)/);
      assertEquals(namesIn(folders.replica), ["a", "b"]);
    }
    assertCode(await runOnce(folders), 0);
    assertEquals(readText(`${folders.replica}/a`), "newer");
  },
);

testUnless(
  notWindows,
  "read-only files of the replica are replaced and removed, and the attribute is no difference",
  async () => {
    using folders = programFolders({
      source: { a: "newer", same: file("s", { mode: 0o444 }) },
      replica: {
        a: file("old", { mode: 0o444 }),
        extra: file("x", { mode: 0o444 }),
        same: "s",
      },
    });
    const pass = await runOnce(folders);
    assertCode(pass, 0);
    assertEquals(actionLines(pass.stderr), [
      'removed "extra"',
      'updated "a" 5 B (size)',
    ]);
    assertEquals(namesIn(folders.replica), ["a", "same"]);
    assertEquals(readText(`${folders.replica}/a`), "newer");
  },
);
