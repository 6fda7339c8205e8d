import { fileId } from "../../../src/model/entry/file_id.ts";
import type { RelativePath } from "../../../src/model/paths/path.ts";
import { planHardLinks } from "../../../src/model/plan/hard_links.ts";
import { assert, assertEquals } from "../../support/assert.ts";
import { fileEntry } from "../../support/entries.ts";

const [a, b] = ["a", "b"] as RelativePath[] as [RelativePath, RelativePath];

/** A number of a file of NTFS that was made in a place used before, as Deno tells it: 2 ** 53 and more is rounded. */
const ROUNDED = 0x0123_0000_0000_1234 as const;

Deno.test("fileId() is that of the file, whatever its name", () => {
  const file = { dev: 1, ino: 2 };
  assertEquals(fileId(file, a), fileId(file, b));
  assert(fileId(file, a) !== fileId({ dev: 1, ino: 3 }, a));
  assert(fileId(file, a) !== fileId({ dev: 2, ino: 2 }, a));
});

Deno.test("fileId() takes no names for one file by a number that is rounded", () => {
  const file = { dev: 1, ino: ROUNDED };
  assert(fileId(file, a) !== fileId(file, b));
});

for (const [ino, count] of [[77, 1], [ROUNDED, 2]] as const) {
  Deno.test(`planHardLinks() links names of the number ${ino} in ${count} group(s)`, () => {
    const source = fileEntry({ ino, links: 2 });
    const replica = [1, 2].map((ino) => fileEntry({ ino, links: 1 }));
    const files = [a, b].map((name, index) => ({
      folder: "" as RelativePath,
      name,
      source,
      replica: replica[index] ?? source,
      verdict: { kind: "same" },
    } as const));
    assertEquals(planHardLinks(files).groups.length, count);
  });
}
