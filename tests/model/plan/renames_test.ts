import fc from "fast-check";
import type { DoneOutcome } from "../../../src/model/outcome/outcome.ts";
import type { RelativePath } from "../../../src/model/paths/path.ts";
import { findRenames, type Rename } from "../../../src/model/plan/renames.ts";
import { assertEquals } from "../../support/assert.ts";

/** A file of a plan, by its path, its size and the nanoseconds of its time. */
type Facts = readonly [path: string, bytes: number, nanos: number];

function made(...files: readonly Facts[]): readonly DoneOutcome[] {
  return files.map(([path, bytes, nanos]) => ({
    ...change("copied", path),
    bytes,
    modified: { seconds: 1, nanos },
  }));
}

function gone(...files: readonly Facts[]): readonly DoneOutcome[] {
  return files.map(([path, freed, nanos]) => ({
    ...change("removed", path),
    freed,
    modified: { seconds: 1, nanos },
  }));
}

function change(action: DoneOutcome["action"], path: string): DoneOutcome {
  return { status: "done", action, path: path as RelativePath };
}

function described(changes: readonly DoneOutcome[]): readonly string[] {
  const { renames, rest } = findRenames(changes);
  return [
    ...renames.map(({ from, to, entries, bytes, inPlace }) =>
      `${from} -> ${to} ${entries} ${bytes}${inPlace ? " in place" : ""}`
    ),
    ...rest.map(({ action, path }) => `${action} ${path}`),
  ];
}

Deno.test("findRenames() takes a file for one that moved if size and time are the same", () => {
  const before = gone(["a", 5, 1], ["b", 5, 2], ["c", 5, 3]);
  const after = made(["x/a", 5, 1], ["b2", 6, 2], ["c2", 5, 4]);
  assertEquals(described([...before, ...after]), [
    "a -> x/a 1 5",
    "removed b",
    "removed c",
    "copied b2",
    "copied c2",
  ]);
});

Deno.test("findRenames() finds nothing where several files have one time", () => {
  const twice = [...gone(["a", 5, 1], ["b", 6, 1]), ...made(["c", 5, 1])];
  assertEquals(findRenames(twice).renames, []);
  const other = [...gone(["a", 5, 1]), ...made(["c", 5, 1], ["d", 6, 1])];
  assertEquals(findRenames(other).renames, []);
});

const FOLDERS = [
  change("removed", "old"),
  change("removed", "old/sub"),
  change("created", "new"),
  change("created", "new/sub"),
];

Deno.test("findRenames() takes a folder with all that is in it, also files that share a time", () => {
  assertEquals(
    described([
      ...FOLDERS,
      ...gone(["old/a", 1, 1], ["old/sub/b", 2, 9], ["old/sub/c", 3, 9]),
      ...made(["new/a", 1, 1], ["new/sub/b", 2, 9], ["new/sub/c", 3, 9]),
      ...made(["new0", 1, 7]),
    ]),
    ["old -> new 5 6", "copied new0"],
  );
});

Deno.test("findRenames() takes files and lower folders alone where a folder has more, or something else", () => {
  const before = gone(["old/a", 1, 1], ["old/sub/b", 2, 2]);
  const after = made(["new/a", 1, 1], ["new/sub/b", 2, 2], ["new/c", 3, 3]);
  assertEquals(described([...FOLDERS, ...before, ...after]), [
    "old/a -> new/a 1 1",
    "old/sub -> new/sub 2 2",
    "removed old",
    "created new",
    "copied new/c",
  ]);
});

Deno.test("findRenames() has names that are only spelled otherwise, which stay in place", () => {
  const respelled = { ...change("updated", "d/A"), was: "a" };
  assertEquals(described([respelled]), ["d/a -> d/A 1 0 in place"]);
});

/** Returns what a rename stands for. */
function partsOf(
  { from, to }: Rename,
  changes: readonly DoneOutcome[],
): readonly DoneOutcome[] {
  const isIn = (path: string, top: string): boolean =>
    path === top || path.startsWith(`${top}/`);
  return changes.filter(({ action, path }) =>
    action === "removed" ? isIn(path, from) : isIn(path, to)
  );
}

/** A tree as a set of paths, each with a size and a time of few. */
const arbitraryChanges = fc.uniqueArray(
  fc.record({
    names: fc.array(fc.constantFrom("a", "b", "c"), {
      minLength: 1,
      maxLength: 4,
    }),
    bytes: fc.integer({ min: 0, max: 1 }),
    nanos: fc.integer({ min: 0, max: 30 }),
    isGone: fc.boolean(),
  }),
  { selector: ({ names, isGone }) => `${isGone} ${names.join("/")}` },
).map((entries) => {
  const changes = new Map<string, DoneOutcome>();
  for (const { names, bytes, nanos, isGone } of entries) {
    const top = isGone ? "before" : "after";
    for (let depth = 0; depth < names.length; depth++) {
      const path = [top, ...names.slice(0, depth)].join("/");
      changes.set(path, change(isGone ? "removed" : "created", path));
    }
    const path = [top, ...names].join("/");
    const file: Facts = [path, bytes, nanos];
    const [only] = isGone ? gone(file) : made(file);
    if (only !== undefined && !changes.has(path)) changes.set(path, only);
  }
  return [...changes.values()];
});

Deno.test("whatever the plan, each of its steps is told exactly once, in a rename or by itself", () => {
  let found = 0;
  fc.assert(
    fc.property(arbitraryChanges, (changes) => {
      const { renames, rest } = findRenames(changes);
      found += renames.length;
      const told = [
        ...rest,
        ...renames.flatMap((rename) => partsOf(rename, changes)),
      ];
      const lines = (all: readonly DoneOutcome[]): readonly string[] =>
        all.map(({ action, path }) => `${action} ${path}`).toSorted();
      assertEquals(lines(told), lines(changes));
      for (const rename of renames) {
        const parts = partsOf(rename, changes);
        const removed = parts.filter(({ action }) => action === "removed");
        assertEquals(removed.length, rename.entries);
        assertEquals(parts.length, 2 * rename.entries);
      }
    }),
    { numRuns: 2000 },
  );
  // Some 140 are found, give or take a dozen: the property is not about nothing.
  assertEquals(found > 40, true);
});
