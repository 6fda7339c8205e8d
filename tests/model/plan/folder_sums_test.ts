import type { RelativePath } from "../../../src/model/paths/path.ts";
import {
  type FolderSum,
  FolderSums,
} from "../../../src/model/plan/folder_sums.ts";
import { assert, assertEquals } from "../../support/assert.ts";

function sumsOf(paths: Iterable<string>): FolderSums {
  const sums = new FolderSums();
  for (const path of paths) {
    sums.add(path as RelativePath, { action: "copied", bytes: 10 });
  }
  return sums;
}

/** Returns the folders with how many paths and bytes are copied in each. */
function copied(sums: readonly FolderSum[]): readonly string[] {
  return sums.map(({ folder, isWithBelow, sums: { copied } }) =>
    `${folder}${isWithBelow ? "/**" : ""} ${copied.paths} ${copied.bytes}`
  );
}

const PATHS = ["a", "b/c", "b/d", "b/e/f", "b/e/g/h", "c/d/e/f"];

Deno.test("FolderSums tells each folder by itself while they are few", () => {
  assertEquals(copied(sumsOf(PATHS).sorted(5)), [
    " 1 10",
    "b 2 20",
    "b/e 1 10",
    "b/e/g 1 10",
    "c/d/e 1 10",
  ]);
});

Deno.test("FolderSums counts deeper folders with those above them until they are few", () => {
  assertEquals(copied(sumsOf(PATHS).sorted(4)), [
    " 1 10",
    "b 2 20",
    "b/e/** 2 20",
    "c/d/** 1 10",
  ]);
  assertEquals(copied(sumsOf(PATHS).sorted(3)), [
    " 1 10",
    "b/** 4 40",
    "c/** 1 10",
  ]);
});

Deno.test("FolderSums tells the folders of the root apart, however many they are", () => {
  assertEquals(copied(sumsOf(PATHS).sorted(1)).length, 3);
});

Deno.test("FolderSums keeps the kinds of change apart", () => {
  const sums = new FolderSums();
  sums.add("a/b" as RelativePath, { action: "copied", bytes: 1 });
  sums.add("a/c" as RelativePath, { action: "removed" });
  const [sum, ...more] = sums.sorted(10);
  assertEquals(more, []);
  assertEquals(sum?.sums.copied, { paths: 1, bytes: 1 });
  assertEquals(sum?.sums.removed, { paths: 1, bytes: 0 });
  assertEquals(sum?.sums.updated, { paths: 0, bytes: 0 });
});

function* manyFolders(): Generator<string> {
  for (let first = 0; first < 10; first++) {
    for (let second = 0; second < 10_000; second++) {
      yield `${first}/${second}/name`;
    }
  }
}

Deno.test("FolderSums loses no path of very many folders", () => {
  const folders = sumsOf(manyFolders()).sorted(40);
  assertEquals(folders.length, 10);
  assert(folders.every(({ isWithBelow }) => isWithBelow));
  assertEquals(
    folders.map(({ sums }) => sums.copied.paths),
    Array(10).fill(10_000),
  );
});
