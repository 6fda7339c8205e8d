import fc from "fast-check";
import {
  nameKey,
  type NameRules,
  type NameTraits,
} from "../../src/model/paths/folded_names.ts";
import {
  limitProblem,
  type NameLimits,
} from "../../src/model/paths/name_limits.ts";
import { arbitraryTree } from "../support/arbitrary_tree.ts";
import { assert, assertEquals } from "../support/assert.ts";
import { testFolders } from "../support/folders.ts";
import { foldingDisk } from "../support/folding_disk.ts";
import { mirror } from "../support/mirror.ts";
import { testPool } from "../support/pool.ts";
import { readTree, type Tree } from "../support/tree.ts";
import { propertyRuns } from "./runs.ts";

const FORMS: NameRules = { foldsCase: false, normalizes: true };
const BOTH: NameRules = { foldsCase: true, normalizes: true };
const LIMITS: NameLimits = { characters: ":?", ends: ". ", devices: true };

const RULES: Readonly<Record<string, NameTraits>> = {
  "has a spelling of its own": { ...FORMS, spelling: FORMS },
  "ignores case and has a spelling of its own": { ...BOTH, spelling: FORMS },
  "ignores case and refuses names": {
    foldsCase: true,
    normalizes: false,
    limits: LIMITS,
  },
  "ignores case": { foldsCase: true, normalizes: false },
  "normalizes names": { foldsCase: false, normalizes: true },
  "ignores case and normalizes names": { foldsCase: true, normalizes: true },
};

for (const [name, rules] of Object.entries(RULES)) {
  Deno.test(`whatever the names, a replica that ${name} has what there is room for, all else is told in each pass, and nothing is lost`, async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryTree,
        arbitraryTree,
        async (source, before) => {
          using folders = testFolders({
            source,
            replica: withoutClashes(before, rules),
          });
          using pool = testPool({ disk: foldingDisk(rules) });
          const untouched = readTree(folders.source);
          const there = readTree(folders.replica);
          const options = { dryRun: true };
          const dry = await mirror(folders, { pool, options });
          assertEquals(dry.report.ending, { kind: "done" });
          assertEquals(readTree(folders.replica), there);
          const { lines, report } = await mirror(folders, { pool });
          assertEquals(readTree(folders.source), untouched);
          const left = lines.filter((line) => line.startsWith("failed"));
          assertEquals(report.tally.failed, left.length);
          assertEquals(report.tally.meanwhile, 0, lines.join("\n"));
          for (const line of left) {
            assert(/for one name|takes no/.test(line), line);
          }
          assertHolds(folders, { rules, untouched });
          const second = await mirror(folders, { pool });
          assertEquals(second.lines, left);
        },
      ),
      propertyRuns(60, 2000),
    );
  });
}

/** Asserts that of all names of the source that count as one exactly one is there, as it is in the source. */
function assertHolds(
  { replica }: { readonly replica: string },
  { rules, untouched }: {
    readonly rules: NameTraits;
    readonly untouched: Readonly<Record<string, string>>;
  },
): void {
  const found = readTree(replica);
  const kept = new Set(Object.keys(found).map((path) => nameKey(path, rules)));
  for (const [path, facts] of Object.entries(found)) {
    if (path === ".") continue;
    const own = spelledOnDisk(path, rules);
    assertEquals(own, path);
    const wanted = Object.keys(untouched).filter((it) =>
      spelledOnDisk(it, rules) === path
    ).map((it) => untouched[it]);
    assert(wanted.includes(facts), path);
  }
  for (const path of Object.keys(untouched)) {
    const above = path.slice(0, Math.max(0, path.lastIndexOf("/"))) || ".";
    const alike = Object.keys(untouched).filter((it) =>
      spelledOnDisk(it, rules) === spelledOnDisk(above, rules)
    );
    const isThere = alike.length === 1 && spelledOnDisk(above, rules) in found;
    if (!isThere || isRefused(path, rules)) continue;
    assert(kept.has(nameKey(path, rules)), path);
  }
  assertEquals(kept.size, Object.keys(found).length);
}

/** Returns how the file system lists what it was given. */
function spelledOnDisk(path: string, { spelling }: NameTraits): string {
  return spelling === undefined ? path : nameKey(path, spelling);
}

/** Tells whether the file system does not take the last name of a path. */
function isRefused(path: string, { limits }: NameTraits): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return limits !== undefined && limitProblem(name, limits) !== undefined;
}

/** What such a file system can hold at all. */
function withoutClashes(tree: Tree, rules: NameTraits): Tree {
  const keys = new Set<string>();
  const kept = Object.entries(tree).filter(([name]) => {
    const key = nameKey(name, rules);
    if (isRefused(name, rules)) return false;
    return keys.has(key) ? false : keys.add(key);
  });
  return Object.fromEntries(
    kept.map(([name, node]) => [spelledOnDisk(name, rules), inner(node)]),
  );

  function inner(node: Tree[string]): Tree[string] {
    if (typeof node === "string" || node instanceof Uint8Array) return node;
    if (!("tree" in node)) return node;
    const { tree } = node as { readonly tree: Tree };
    return { ...node, tree: withoutClashes(tree, rules) } as Tree[string];
  }
}
