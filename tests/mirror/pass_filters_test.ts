import { type FilterCase, testFilters } from "../support/filters.ts";

const CASES: Readonly<Record<string, FilterCase>> = {
  "what is excluded is not copied": {
    exclude: ["*.tmp"],
    source: { "a.tmp": "a", b: { "c.tmp": "c", d: "d" }, e: "e" },
    replica: { b: {} },
    wanted: ["b", "b/d", "e"],
  },
  "what is excluded stays in the replica as it is": {
    exclude: ["*.tmp"],
    source: { "a.tmp": "new", b: "b" },
    replica: { "a.tmp": "old", "only.tmp": "here", gone: "gone" },
    wanted: ["a.tmp", "b", "only.tmp"],
    lines: ["copied b", "removed gone"],
  },
  "a rule that ends with a slash is about folders only": {
    exclude: ["build/"],
    source: { build: { a: "a" }, b: { build: "a file" } },
    replica: {},
    wanted: ["b", "b/build"],
  },
  "a rule with a slash in it is anchored at the source": {
    exclude: ["/a", "b/c"],
    source: { a: "a", b: { a: "a", c: "c", b: { c: "c" } } },
    replica: {},
    wanted: ["b", "b/a", "b/b", "b/b/c"],
  },
  "later rules decide over earlier ones": {
    exclude: ["*.log", "!keep.log", "/keep.log"],
    source: { "a.log": "", "keep.log": "", b: { "keep.log": "" } },
    replica: {},
    wanted: ["b", "b/keep.log"],
  },
  "what is in an excluded folder cannot be brought back": {
    exclude: ["a", "!a/b"],
    source: { a: { b: "b" }, c: "c" },
    replica: {},
    wanted: ["c"],
  },
  "names are told apart by their case": {
    exclude: ["readme", "UPPER"],
    source: { README: "", readme: "", upper: "" },
    replica: {},
    wanted: ["README", "upper"],
  },
  "a folder of the source has rules of its own, and is mirrored with them": {
    source: {
      ".lockstepignore": "*.o\n/top\n",
      top: "",
      a: { top: "", "x.o": "", ".lockstepignore": "# ours\n\n!x.o\nlocal" },
      b: { "x.o": "", local: "" },
    },
    replica: { a: { local: "stays" } },
    wanted: [
      ".lockstepignore",
      "a",
      "a/.lockstepignore",
      "a/local",
      "a/top",
      "a/x.o",
      "b",
      "b/local",
    ],
  },
  "rules of folders hold in folders that are new, too": {
    source: {
      a: {
        ".lockstepignore": "*.o",
        b: { "x.o": "", c: { "y.o": "", z: "" } },
        "w.o": "",
      },
    },
    replica: {},
    wanted: ["a", "a/.lockstepignore", "a/b", "a/b/c", "a/b/c/z"],
  },
  "options decide before the rules of folders": {
    exclude: ["!wanted.o", "a/b"],
    source: {
      ".lockstepignore": "*.o",
      "wanted.o": "",
      a: { ".lockstepignore": "!b", b: "" },
    },
    replica: {},
    wanted: [".lockstepignore", "a", "a/.lockstepignore", "wanted.o"],
  },
  "the replica's own rules decide nothing": {
    source: { a: "new" },
    replica: {
      ".lockstepignore": "*",
      a: "old",
      b: { ".lockstepignore": "c", c: "" },
    },
    wanted: ["a"],
  },
  "a file of rules can itself be excluded": {
    exclude: [".lockstepignore"],
    source: { ".lockstepignore": "*.o", "a.o": "", b: "" },
    replica: {},
    wanted: ["b"],
  },
  "folders with special characters in their names have rules, too": {
    source: {
      "a [b]*\n": {
        ".lockstepignore": "/x\ny",
        x: "",
        y: "",
        d: { x: "", y: "" },
      },
      "a b": { x: "", y: "" },
    },
    replica: {},
    wanted: [
      "a [b]*\n",
      "a [b]*\n/.lockstepignore",
      "a [b]*\n/d",
      "a [b]*\n/d/x",
      "a b",
      "a b/x",
      "a b/y",
    ],
  },
};

for (const [what, filtered] of Object.entries(CASES)) {
  Deno.test(`${what}, which a dry run tells, and a second pass changes nothing`, () =>
    testFilters(filtered));
}
