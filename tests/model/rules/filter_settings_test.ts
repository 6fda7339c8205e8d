import {
  type FileLimits,
  hasLimits,
  limitBeyond,
} from "../../../src/model/rules/filter_settings.ts";
import { assertEquals } from "../../support/assert.ts";
import { fileEntry, folderEntry, linkEntry } from "../../support/entries.ts";

const FILE = fileEntry({ size: 10, mtimeSeconds: 5, mtimeNanos: 500_000_000 });

const CASES: readonly (readonly [FileLimits, keyof FileLimits | undefined])[] =
  [
    [{}, undefined],
    [{ leastBytes: 10, mostBytes: 10 }, undefined],
    [{ leastBytes: 11 }, "leastBytes"],
    [{ mostBytes: 9 }, "mostBytes"],
    [{ mostBytes: 0 }, "mostBytes"],
    [{ oldestMs: 5500, newestMs: 5500 }, undefined],
    [{ oldestMs: 5501 }, "oldestMs"],
    [{ newestMs: 5499 }, "newestMs"],
  ];

for (const [limits, beyond] of CASES) {
  Deno.test(`limitBeyond() of a file of 10 bytes, changed at 5.5 s, is ${beyond} for ${JSON.stringify(limits)}`, () => {
    assertEquals(limitBeyond(FILE, limits), beyond);
  });
}

Deno.test("limitBeyond() leaves out files only", () => {
  for (const entry of [folderEntry(), linkEntry(), undefined]) {
    assertEquals(limitBeyond(entry, { leastBytes: 1, newestMs: 0 }), undefined);
  }
});

Deno.test("hasLimits() is true for each limit", () => {
  assertEquals(hasLimits({}), false);
  for (const limit of ["leastBytes", "mostBytes", "oldestMs", "newestMs"]) {
    assertEquals(hasLimits({ [limit]: 0 }), true);
  }
});
