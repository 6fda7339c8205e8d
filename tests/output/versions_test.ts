import type { RelativePath } from "../../src/model/paths/path.ts";
import { formatTime } from "../../src/output/format.ts";
import { versionLines } from "../../src/output/versions.ts";
import { assertEquals } from "../support/assert.ts";
import {
  fileEntry,
  folderEntry,
  linkEntry,
  otherEntry,
} from "../support/entries.ts";

const TIME = formatTime(new Date(1_600_000_000_123));

Deno.test("versionLines() lists what each version was, when it was written, and how many there are", () => {
  const path = "a\nb" as RelativePath;
  const [first, second] = [
    "2026-11-20T10-00-00.000Z",
    "2026-11-21T10-00-00.000Z",
  ];
  const lines = versionLines([
    { pass: first, path, entry: fileEntry({ size: 4096 }) },
    { pass: first, path, entry: folderEntry() },
    { pass: second, path, entry: linkEntry({ target: "x\u001b" }) },
    { pass: second, path, entry: otherEntry() },
  ]);
  assertEquals(lines, [
    `${first}  ${TIME}  4 KiB              "a\\nb"`,
    `${first}  ${TIME}  empty folder       "a\\nb"`,
    `${second}  ${TIME}  link to "x\\u001b"  "a\\nb"`,
    `${second}  ${TIME}  FIFO               "a\\nb"`,
    "4 old versions, of 2 passes",
  ]);
});

Deno.test("versionLines() lists more versions than a call takes arguments", () => {
  const path = "a" as RelativePath;
  const version = {
    pass: "2026-11-20T10-00-00.000Z",
    path,
    entry: fileEntry(),
  };
  const lines = versionLines(Array.from({ length: 200_000 }, () => version));
  assertEquals(lines.at(-1), "200000 old versions, of 1 pass");
});

Deno.test("versionLines() says that there is none", () => {
  assertEquals(versionLines([]), ["0 old versions, of 0 passes"]);
});
