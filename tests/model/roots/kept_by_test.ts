import { keptBy } from "../../../src/model/roots/kept_by.ts";
import type { Volume } from "../../../src/model/roots/root_traits.ts";
import { assertEquals } from "../../support/assert.ts";

function volumeOf(type: string): Volume {
  const [origin, point] = ["/dev/sdb1", "/mnt/disk"];
  return { type, origin, id: undefined, point, top: undefined };
}

/** Steps in which times are kept where neither modes nor owners are, by type. */
const STEPS: Readonly<Record<string, number>> = {
  msdos: 2_000_000_000,
  vfat: 2_000_000_000,
  "fuse.fusefat": 2_000_000_000,
  exfat: 10_000_000,
};

for (const [type, timeGrainNanos] of Object.entries(STEPS)) {
  Deno.test(`keptBy() knows that ${type} keeps times in steps, and no modes or owners`, () => {
    const expected = { timeGrainNanos, modes: false, owners: false };
    assertEquals(keptBy(volumeOf(type)), expected);
  });
}

Deno.test("keptBy() knows of no other file system by its type, and of none where that is not told", () => {
  for (const type of ["ext4", "fuseblk", "cifs", ""]) {
    assertEquals(keptBy(volumeOf(type)), undefined);
  }
  assertEquals(keptBy(undefined), undefined);
});
