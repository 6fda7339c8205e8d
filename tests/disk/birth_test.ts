import { birthOf } from "../../src/disk/birth.ts";
import { assertEquals } from "../support/assert.ts";

const BORN = 1_600_000_000_123;

function infoWith(times: Partial<Deno.FileInfo>): Deno.FileInfo {
  const other = new Date(BORN + 5000);
  const all = { mtime: other, ctime: other, atime: other };
  return { ...Deno.lstatSync(Deno.cwd()), ...all, ...times };
}

for (const os of ["linux", "windows"] as const) {
  Deno.test(`birthOf() returns the time of birth (${os})`, () => {
    const info = infoWith({ birthtime: new Date(BORN) });
    assertEquals(birthOf(info, os), BORN);
  });

  Deno.test(`birthOf() knows none where the file system tells none, or 1970 (${os})`, () => {
    assertEquals(birthOf(infoWith({ birthtime: null }), os), undefined);
    const birthtime = new Date(0);
    assertEquals(birthOf(infoWith({ birthtime }), os), undefined);
  });
}

for (const name of ["mtime", "ctime", "atime"]) {
  Deno.test(`birthOf() does not believe Windows where it is the ${name}`, () => {
    const info = infoWith({
      birthtime: new Date(BORN),
      [name]: new Date(BORN),
    });
    assertEquals(birthOf(info, "windows"), undefined);
    assertEquals(birthOf(info, "linux"), BORN);
  });
}
