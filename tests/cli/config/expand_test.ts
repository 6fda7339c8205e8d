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
};

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

Deno.test("expandPath() knows what Windows calls the home folder", () => {
  const variable = (name: string): string | undefined =>
    name === "USERPROFILE" ? "C:\\Users\\ann" : undefined;
  assertEquals(expandPath("~/photos", { ...MEANS, variable }), {
    kind: "path",
    path: "C:\\Users\\ann/photos",
  });
});
