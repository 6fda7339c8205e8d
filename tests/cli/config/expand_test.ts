import { expandPath } from "../../../src/cli/config/expand.ts";
import { assertEquals } from "../../support/assert.ts";

const VARIABLES: Readonly<Record<string, string>> = {
  HOME: "/home/ann",
  DISK: "/mnt/disk",
  EMPTY: "",
};

const MEANS = {
  folder: "/etc/lockstep",
  variable: (name: string): string | undefined => VARIABLES[name],
  os: "linux",
} as const;

for (
  const [text, path] of [
    ["photos", "/etc/lockstep/photos"],
    ["./photos", "/etc/lockstep/photos"],
    [".", "/etc/lockstep/."],
    ["../photos", "/etc/lockstep/../photos"],
    ["/photos", "/photos"],
    ["~", "/home/ann"],
    ["~/photos", "/home/ann/photos"],
    ["a/~", "/etc/lockstep/a/~"],
    ["./~bob", "/etc/lockstep/~bob"],
    ["$DISK/photos", "/mnt/disk/photos"],
    ["${DISK}2/$HOME", "/mnt/disk2//home/ann"],
    ["a$$DISK", "/etc/lockstep/a$DISK"],
    ["$${DISK}", "/etc/lockstep/${DISK}"],
    ["5$ off $5", "/etc/lockstep/5$ off $5"],
  ] as const
) {
  Deno.test(`expandPath() makes "${path}" of "${text}"`, () => {
    assertEquals(expandPath(text, MEANS), { kind: "path", path });
  });
}

for (
  const [text, reason] of [
    ["$NIX/photos", "the environment variable NIX is not set: set it"],
    ["${EMPTY}/photos", "the environment variable EMPTY is not set: set it"],
    [
      "~bob/photos",
      '"~bob" is the home of another user: write the whole path, or "./~bob" for a name',
    ],
    [
      "${DISK/photos",
      '"${DISK/photos" has a "${" that begins no ${NAME}: write "$$" for a dollar sign',
    ],
  ] as const
) {
  Deno.test(`expandPath() says what is wrong with "${text}"`, () => {
    assertEquals(expandPath(text, MEANS), { kind: "wrong", reason });
  });
}

const ON_WINDOWS = {
  folder: "D:\\jobs",
  os: "windows",
  variable: (name: string): string | undefined =>
    ({ "USERPROFILE": "C:\\Users\\ann", "ProgramFiles(x86)": "C:\\P" })[name],
} as const;

for (
  const [text, path] of [
    ["photos", "D:\\jobs\\photos"],
    [".\\photos", "D:\\jobs\\photos"],
    ["E:\\photos", "E:\\photos"],
    ["\\photos", "D:\\photos"],
    ["~", "C:\\Users\\ann"],
    ["~\\photos", "C:\\Users\\ann\\photos"],
    ["%USERPROFILE%\\photos", "C:\\Users\\ann\\photos"],
    ["%ProgramFiles(x86)%", "C:\\P"],
    ["${USERPROFILE}/photos", "C:\\Users\\ann/photos"],
    ["100%", "D:\\jobs\\100%"],
    ["5%$$5", "D:\\jobs\\5%$5"],
    ["\\\\server\\share\\a", "\\\\server\\share\\a"],
  ] as const
) {
  Deno.test(`expandPath() makes ${path} of ${text} on Windows`, () => {
    assertEquals(expandPath(text, ON_WINDOWS), { kind: "path", path });
  });
}

for (
  const [text, reason] of [
    ["%NIX%\\photos", "the environment variable NIX is not set: set it"],
    [
      "E:photos",
      '"E:photos" depends on the current folder of another drive: write it from the drive\'s top, E:\\',
    ],
  ] as const
) {
  Deno.test(`expandPath() says what is wrong with ${text} on Windows`, () => {
    assertEquals(expandPath(text, ON_WINDOWS), { kind: "wrong", reason });
  });
}

Deno.test("expandPath() leaves a per cent sign alone where it means nothing", () => {
  assertEquals(expandPath("%DISK%", MEANS), {
    kind: "path",
    path: "/etc/lockstep/%DISK%",
  });
});

Deno.test("expandPath() knows what Windows calls the home folder", () => {
  const variable = (name: string): string | undefined =>
    ({ USERPROFILE: "C:\\Users\\ann", HOME: "/c/Users/ann" })[name];
  const means = { folder: "D:\\jobs", variable, os: "windows" } as const;
  assertEquals(expandPath("~/photos", means), {
    kind: "path",
    path: "C:\\Users\\ann/photos",
  });
});
