import { makeLink, readLink } from "../../../src/disk/portable/link.ts";
import { assertEquals, assertThrows } from "../../support/assert.ts";
import { notPosix, testUnless } from "../../support/conditions.ts";
import { testFolders } from "../../support/folders.ts";
import { link } from "../../support/tree.ts";

type Call = Parameters<typeof Deno.symlinkSync>;

/** Calls of a Windows that lets only those kinds of links be made. */
function windows(
  allowed: readonly string[],
): { calls: Call[]; symlink: typeof Deno.symlinkSync; os: "windows" } {
  const calls: Call[] = [];
  const symlink = (...call: Call): void => {
    calls.push(call);
    if (!allowed.includes(call[2]?.type ?? "none")) {
      throw new Error("A required privilege is not held (os error 1314)");
    }
  };
  return { calls, symlink, os: "windows" };
}

function typesOf(calls: readonly Call[]): readonly unknown[] {
  return calls.map(([, , options]) => options?.type);
}

Deno.test("makeLink() tells Windows whether the link leads to a folder", () => {
  const system = windows(["file", "dir"]);
  makeLink("l", { target: "f", toFolder: false }, system);
  makeLink("l", { target: "d", toFolder: true }, system);
  assertEquals(typesOf(system.calls), ["file", "dir"]);
  assertEquals(system.calls[1]?.slice(0, 2), ["d", "l"]);
});

for (const target of ["C:\\a", "d:/a", "\\\\server\\share"]) {
  Deno.test(`makeLink() makes a junction to ${target} where Windows lets no link be made`, () => {
    const system = windows(["junction"]);
    makeLink("l", { target, toFolder: true }, system);
    assertEquals(typesOf(system.calls), ["dir", "junction"]);
  });
}

for (const target of ["a", "..\\a", "\\a"]) {
  Deno.test(`makeLink() fails where Windows lets no link to ${target} be made, which no junction can replace`, () => {
    const system = windows(["junction"]);
    const make = (): void => makeLink("l", { target, toFolder: true }, system);
    assertThrows(make, Error, "1314");
    assertEquals(typesOf(system.calls), ["dir"]);
  });
}

Deno.test("makeLink() makes no junction to a file, nor because something is in the way", () => {
  const system = windows(["junction"]);
  const toFile = { target: "C:\\a", toFolder: false };
  assertThrows(() => makeLink("l", toFile, system), Error, "1314");
  const symlink = (): void => {
    throw new Deno.errors.AlreadyExists("File exists. (os error 183)");
  };
  const toFolder = { target: "C:\\a", toFolder: true };
  assertThrows(
    () => makeLink("l", toFolder, { os: "windows", symlink }),
    Deno.errors.AlreadyExists,
  );
});

Deno.test("makeLink() gives other systems no kind", () => {
  const calls: Call[] = [];
  const symlink = (...call: Call): void => void calls.push(call);
  makeLink("l", { target: "C:\\a", toFolder: true }, { os: "linux", symlink });
  assertEquals(calls, [["C:\\a", "l"]]);
});

testUnless(
  notPosix(),
  "readLink() tells of a link of Windows what it was made for, though it leads nowhere",
  () => {
    using folders = testFolders({ source: { l: link("nowhere") } });
    const path = `${folders.source}/l`;
    const target = "nowhere";
    const modes = [[0o040666, true], [0o100666, false], [null, false]] as const;
    for (const [mode, toFolder] of modes) {
      const facts = readLink(path, { mode, os: "windows" });
      assertEquals(facts, { target, toFolder });
    }
    assertEquals(readLink(path, { mode: 0o120777, os: "linux" }), { target });
  },
);
