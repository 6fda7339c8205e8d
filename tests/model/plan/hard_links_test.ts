import type { RelativePath } from "../../../src/model/paths/path.ts";
import { planHardLinks } from "../../../src/model/plan/hard_links.ts";
import { assertEquals } from "../../support/assert.ts";
import { fileEntry } from "../../support/entries.ts";

Deno.test("planHardLinks() takes more names of one file than a call takes arguments", () => {
  const links = 200_000;
  const both = fileEntry({ ino: 7, links });
  const files = Array.from({ length: links }, (_, at) => ({
    folder: "" as RelativePath,
    name: `${at}` as RelativePath,
    source: both,
    replica: both,
    verdict: { kind: "same" },
  } as const));
  const { groups, unchanged } = planHardLinks(files);
  assertEquals([groups.length, unchanged.length], [1, links]);
});
