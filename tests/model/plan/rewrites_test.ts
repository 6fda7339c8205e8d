import { ROOT } from "../../../src/model/paths/path.ts";
import type { LinkName } from "../../../src/model/plan/hard_links.ts";
import { countRewritten } from "../../../src/model/plan/rewrites.ts";
import type { Step } from "../../../src/model/plan/step.ts";
import { assertEquals } from "../../support/assert.ts";
import { fileEntry, folderEntry, linkEntry } from "../../support/entries.ts";

const name = "n";
const expected = fileEntry();

const STEPS: Readonly<Record<string, [Step, number]>> = {
  "a file of another size": [
    { kind: "update", name, reason: "size", expected },
    1,
  ],
  "a file of other contents": [
    { kind: "update", name, reason: "content", expected },
    1,
  ],
  "a file that becomes a folder": [
    { kind: "retype", name, entry: "directory", expected },
    1,
  ],
  "no file that is written again for its other names": [
    { kind: "update", name, reason: "hard link", expected },
    0,
  ],
  "no link": [
    { kind: "update", name, reason: "target", expected: linkEntry() },
    0,
  ],
  "no folder that becomes a file": [
    { kind: "retype", name, entry: "file", expected: folderEntry() },
    0,
  ],
  "nothing that is new": [{ kind: "create", name, entry: "file" }, 0],
  "nothing that is only mended": [
    { kind: "metadata", name, parts: ["mode"], source: expected, expected },
    0,
  ],
};

for (const [title, [step, count]] of Object.entries(STEPS)) {
  Deno.test(`countRewritten() counts ${title}`, () => {
    const write = [{ folder: ROOT, steps: [step, step] }];
    assertEquals(countRewritten({ write, hardLinks: [] }), count * 2);
  });
}

Deno.test("countRewritten() counts the names of linked files that get another", () => {
  const link = (name: string, isThere: boolean): LinkName => ({
    folder: ROOT,
    name,
    expected: isThere ? expected : undefined,
  });
  const group = {
    source: { dev: 1, ino: 2 },
    leader: link("a", true),
    followers: [link("b", true), link("c", false)],
  };
  const count = (kind: "copy" | "keep"): number =>
    countRewritten({ write: [], hardLinks: [{ ...group, deed: { kind } }] });
  assertEquals([count("copy"), count("keep")], [2, 0]);
});
