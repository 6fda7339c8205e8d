import { type FilterCase, testFilters } from "../support/filters.ts";
import { DEFAULT_TIME, file } from "../support/tree.ts";

const CASES: Readonly<Record<string, FilterCase>> = {
  "a folder that only the replica has stays with what is excluded in it": {
    exclude: ["*.keep"],
    source: { new: "new" },
    replica: {
      old: { "a.keep": "a", b: "b", c: { d: "d" }, e: { "f.keep": "" } },
    },
    wanted: ["new", "old", "old/a.keep", "old/e", "old/e/f.keep"],
    lines: [
      "copied new",
      "removed old/b",
      "removed old/c",
      "removed old/c/d",
      "skipped old (protected: it holds what is excluded)",
      "skipped old/e (protected: it holds what is excluded)",
    ],
  },
  "a folder that only the replica has, with nothing but what is excluded, is told":
    {
      exclude: ["*.keep"],
      source: { new: "new" },
      replica: { new: "new", old: { "a.keep": "a" } },
      wanted: ["new", "old", "old/a.keep"],
      lines: ["skipped old (protected: it holds what is excluded)"],
    },
  "a folder that holds what is excluded does not give way to a file": {
    exclude: ["*.keep"],
    source: { a: "a file", b: "b" },
    replica: { a: { "x.keep": "x", y: "y" } },
    wanted: ["a", "a/x.keep", "a/y", "b"],
    lines: [
      "copied b",
      "failed a (cannot replace the folder that is in its place: it holds what is excluded)",
    ],
  },
  "an excluded folder does not give way to a file": {
    exclude: ["a/"],
    source: { a: "a file" },
    replica: { a: { y: "y" } },
    wanted: ["a", "a/y"],
    lines: [
      "failed a (cannot replace the folder that is in its place: that is excluded, and stays)",
    ],
  },
  "a file goes where the source has an excluded folder only": {
    exclude: ["a/"],
    source: { a: { y: "y" } },
    replica: { a: "a file" },
    wanted: [],
    lines: ["removed a"],
  },
  "with deleteExcluded what is excluded is removed from the replica": {
    exclude: ["*.tmp", "cache/"],
    deleteExcluded: true,
    source: { "a.tmp": "a", b: "b", cache: { c: "c" } },
    replica: {
      "a.tmp": "a",
      "only.tmp": "",
      cache: { c: "c", d: { e: "" } },
      old: { "x.tmp": "" },
    },
    wanted: ["b"],
    lines: [
      "copied b",
      "removed a.tmp",
      "removed cache",
      "removed cache/c",
      "removed cache/d",
      "removed cache/d/e",
      "removed old",
      "removed old/x.tmp",
      "removed only.tmp",
    ],
  },
  "files that are too large or too small are left out": {
    mostBytes: 3,
    leastBytes: 2,
    source: { a: "a", b: "bb", c: "ccc", d: "dddd", e: { f: "f", g: "gg" } },
    replica: { d: "old", e: {}, only: "larger", small: "sm" },
    wanted: ["b", "c", "d", "e", "e/g", "only"],
    lines: ["copied b", "copied c", "copied e/g", "removed small"],
  },
  "files that are too old or too new are left out": {
    oldestMs: DEFAULT_TIME - 1000,
    newestMs: DEFAULT_TIME + 1000,
    source: {
      old: file("old", { time: DEFAULT_TIME - 2000 }),
      new: file("new", { time: DEFAULT_TIME + 2000 }),
      fits: "fits",
      a: { old: file("old", { time: DEFAULT_TIME - 2000 }), fits: "fits" },
    },
    replica: { old: "from before" },
    wanted: ["a", "a/fits", "fits", "old"],
    lines: ["copied a/fits", "copied fits", "created a"],
  },
  "with deleteExcluded files beyond the limits are removed": {
    mostBytes: 3,
    deleteExcluded: true,
    source: { a: "aaaa", b: "b" },
    replica: { a: "a", b: "b", only: "large" },
    wanted: ["b"],
    lines: ["removed a", "removed only"],
  },
  "without removals a folder that only the replica has is not told": {
    exclude: ["*.keep"],
    source: { new: "new" },
    replica: { new: "new", old: { "a.keep": "a" } },
    options: { removals: false },
    wanted: ["new", "old", "old/a.keep"],
    lines: [],
  },
};

for (const [what, filtered] of Object.entries(CASES)) {
  Deno.test(`${what}, which a dry run tells, and a second pass changes nothing`, () =>
    testFilters(filtered));
}
