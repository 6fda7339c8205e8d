import type { RelativePath } from "../../../src/model/paths/path.ts";
import { copyingOf } from "../../../src/model/plan/copying.ts";
import type {
  Difference,
  FolderDifferences,
} from "../../../src/model/plan/survey.ts";
import { assertEquals } from "../../support/assert.ts";
import { fileEntry, folderEntry, linkEntry } from "../../support/entries.ts";

function inFolder(
  folder: string,
  ...differences: readonly Difference[]
): FolderDifferences {
  return { folder: folder as RelativePath, differences, parts: [] };
}

const CHANGED: Difference = {
  kind: "changed",
  name: "changed",
  reason: "size",
  source: fileEntry({ size: 700 }),
  replica: fileEntry({ size: 3 }),
};

const MENDED: Difference = {
  kind: "metadata",
  name: "mended",
  parts: ["mode"],
  source: fileEntry(),
  replica: fileEntry(),
};

Deno.test("copyingOf() knows all of what the survey saw", () => {
  const link: Difference = {
    ...CHANGED,
    name: "link",
    reason: "target",
    source: linkEntry(),
    replica: linkEntry(),
  };
  assertEquals(
    copyingOf([inFolder("", CHANGED, MENDED), inFolder("a", link)]),
    {
      total: { entries: 2, bytes: 700, isWhole: true },
      missing: [],
    },
  );
});

Deno.test("copyingOf() names files and folders that it knows nothing of", () => {
  const retyped: Difference = {
    kind: "retyped",
    name: "retyped",
    source: "directory",
    replica: fileEntry(),
  };
  const found = [
    inFolder(
      "",
      CHANGED,
      { kind: "missing", name: "file", entry: "file" },
      { kind: "missing", name: "folder", entry: "directory" },
      { kind: "missing", name: "link", entry: "symlink" },
    ),
    inFolder("a", { ...retyped, source: "symlink" }),
    inFolder("b", retyped),
  ];
  assertEquals(copyingOf(found), {
    total: { entries: 1, bytes: 700, isWhole: false },
    missing: [
      { folder: "" as RelativePath, names: ["file", "folder"] },
      { folder: "b" as RelativePath, names: ["retyped"] },
    ],
  });
});

Deno.test("copyingOf() does not count what is removed", () => {
  const found = inFolder(
    "",
    { kind: "extra", name: "x", entry: "directory" },
    { kind: "leftover", name: "y", entry: "file" },
    { kind: "retyped", name: "z", source: "other", replica: folderEntry() },
  );
  assertEquals(copyingOf([found]), {
    total: { entries: 0, bytes: 0, isWhole: true },
    missing: [],
  });
});
