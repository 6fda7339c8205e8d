import fc from "fast-check";
import { parseRule, RULES_NAME } from "../../src/model/rules/rule.ts";
import { startPool } from "../../src/workers/threads/threads.ts";
import { assertEquals } from "../support/assert.ts";
import { expectFiltered, type Plain } from "../support/filter_oracle.ts";
import { testFolders } from "../support/folders.ts";
import { mirror } from "../support/mirror.ts";
import { TEST_DISK } from "../support/test_disk.ts";
import { readIdentities, readText, readTree } from "../support/tree.ts";
import { verify } from "../support/verify.ts";
import { propertyRuns } from "./runs.ts";

/** Few, so that they meet. */
const NAMES = ["a", "b", "x.o"];

const PATTERNS = [
  "a",
  "b",
  "*.o",
  "x.o",
  "*",
  "*/",
  "a/",
  "b/",
  "/a",
  "/b/",
  "a/b",
  "**/b",
  "a/**",
  RULES_NAME,
];

const line = fc.tuple(
  fc.constantFrom("", "", "!"),
  fc.constantFrom(...PATTERNS),
)
  .map((parts) => parts.join(""));

const rules = fc.array(line, { minLength: 1, maxLength: 3 })
  .map((lines) => lines.join("\n"));

const content = fc.constantFrom("", "1", "2", "12", "long and longer");

const tree: fc.Arbitrary<Plain> = fc.letrec<{ tree: Plain }>((tie) => ({
  tree: fc.tuple(
    fc.dictionary(
      fc.constantFrom(...NAMES),
      fc.oneof({ maxDepth: 3 }, content, tie("tree")),
      { minKeys: 1, maxKeys: 3, noNullPrototype: true },
    ),
    fc.option(rules, { nil: undefined, freq: 2 }),
  ).map(([children, rules]) =>
    rules === undefined ? children : { ...children, [RULES_NAME]: rules }
  ),
})).tree;

const options = fc.record({
  lines: fc.array(line, { maxLength: 2 }),
  mostBytes: fc.constantFrom(undefined, undefined, 1, 5),
  deleteExcluded: fc.boolean(),
}).map(({ lines, ...rest }) => ({
  ...rest,
  rules: lines.flatMap((text) =>
    parseRule(text, { kind: "option", option: "exclude" })
  ),
}));

Deno.test("what is excluded never changes in the replica, and the rest equals the source", async () => {
  await fc.assert(
    fc.asyncProperty(tree, tree, options, async (source, replica, filters) => {
      using folders = testFolders({ source, replica });
      const before = readTree(folders.source);
      const identities = readIdentities(folders.replica);
      const wanted = expectFiltered(source, replica, filters);
      const settings = { contents: true, filters };
      const dry = await mirror(folders, {
        options: { ...settings, dryRun: true },
      });
      assertEquals(readIdentities(folders.replica), identities);
      const real = await mirror(folders, { options: settings });
      assertEquals(real.report.ending, { kind: "done" });
      assertEquals(readPlain(folders.replica), wanted.replica);
      assertEquals(readTree(folders.source), before);
      assertEquals(dry.lines, real.lines);
      const failed = real.outcomes.filter(({ status }) => status === "failed")
        .map(({ path }) => path);
      assertEquals(failed.sort(), [...wanted.blocked].sort());

      const again = await mirror(folders, { options: settings });
      const done = again.outcomes.filter(({ status }) => status === "done");
      assertEquals(done, []);
      if (wanted.blocked.length > 0) return;
      const verified = await verify(folders, { options: settings });
      assertEquals(verified.lines, []);
    }),
    propertyRuns(100, 5000),
  );
});

Deno.test("threads that read each other's rules make the same of a replica", async () => {
  using pool = startPool({ threads: 3, disk: TEST_DISK });
  await fc.assert(
    fc.asyncProperty(tree, tree, options, async (source, replica, filters) => {
      using folders = testFolders({ source, replica });
      const wanted = expectFiltered(source, replica, filters);
      const settings = { contents: true, filters };
      await mirror(folders, { options: settings, pool });
      assertEquals(readPlain(folders.replica), wanted.replica);
    }),
    propertyRuns(25, 1000),
  );
});

/** Reads a tree of files and folders back. */
function readPlain(path: string): Plain {
  const entries = [...Deno.readDirSync(path)].map(({ name, isDirectory }) => {
    const below = `${path}/${name}`;
    return [name, isDirectory ? readPlain(below) : readText(below)] as const;
  });
  return Object.fromEntries(entries);
}
