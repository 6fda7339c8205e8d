import { splitArguments } from "../../../src/cli/arguments/arguments.ts";
import { parseFilters, readFilters } from "../../../src/cli/sync/filters.ts";
import { UsageError } from "../../../src/cli/usage_error.ts";
import {
  assertEquals,
  assertRejects,
  assertThrows,
} from "../../support/assert.ts";
import { testFolders } from "../../support/folders.ts";
import { writeTree } from "../../support/tree.ts";

const DAY_MS = 86_400_000;

Deno.test("readFilters() has files before --exclude before --include, each in its order", async () => {
  using folders = testFolders();
  writeTree(folders.top, { one: "1\n\n# 2\n!3\n", two: "4" });
  const { top } = folders;
  const { rules } = await filtersOf([
    "--include=a,b",
    "--exclude",
    "c",
    "--include",
    "!d",
    `--exclude-from=${top}/one`,
    "--exclude=!e",
    `--exclude-from=${top}/two`,
  ]);
  assertEquals(rules.map(({ pattern, negative }) => [pattern, negative]), [
    ["1", false],
    ["3", true],
    ["4", false],
    ["c", false],
    ["e", true],
    ["a,b", true],
    ["d", false],
  ]);
});

Deno.test("readFilters() reads a file of more rules than a call takes arguments", async () => {
  using folders = testFolders();
  const lines = Array.from({ length: 200_000 }, (_, line) => `/${line}\n`);
  writeTree(folders.top, { many: lines.join("") });
  const { rules } = await filtersOf([`--exclude-from=${folders.top}/many`]);
  assertEquals(rules.length, lines.length);
});

Deno.test("readFilters() counts ages back from the beginning of each pass", async () => {
  const request = parseFilters(
    splitArguments(["S", "R", "--max-age=30d", "--min-age", "1d"]),
  );
  const filtersAt = await readFilters(request);
  for (const now of [1e12, 2e12]) {
    const { oldestMs, newestMs } = filtersAt(now);
    assertEquals([oldestMs, newestMs], [now - 30 * DAY_MS, now - DAY_MS]);
  }
});

Deno.test("readFilters() leaves nothing out where nothing is said", async () => {
  assertEquals(await filtersOf([]), {
    rules: [],
    leastBytes: undefined,
    mostBytes: undefined,
    newestMs: undefined,
    oldestMs: undefined,
    deleteExcluded: false,
  });
});

Deno.test("readFilters() refuses a file that cannot be read", async () => {
  await assertRejects(
    () => filtersOf(["--exclude-from", "/nothing/there"]),
    UsageError,
    'cannot read "/nothing/there", named by --exclude-from',
  );
});

Deno.test("readFilters() refuses a rule that takes too long", async () => {
  await assertRejects(
    () => filtersOf(["--exclude", "**/a/**/b/**/c/**"]),
    UsageError,
    'more than 3 times "**"',
  );
});

for (
  const [args, message] of [
    [["--max-size=1x"], '"1x" does not fit --max-size: expected bytes'],
    [["--min-age=soon"], '"soon" does not fit --min-age: expected seconds'],
    [["--max-age=0"], '"0" does not fit --max-age: expected seconds'],
    [["--min-size=2", "--max-size=1"], "no file would be left"],
    [["--min-age=2d", "--max-age=1d"], "no file would be left"],
    [["--delete-excluded", "--no-delete"], "exclude each other"],
  ] as const
) {
  Deno.test(`parseFilters() refuses ${args.join(" ")}`, () => {
    assertThrows(
      () => parseFilters(splitArguments(["S", "R", ...args])),
      UsageError,
      message,
    );
  });
}

async function filtersOf(
  args: readonly string[],
): Promise<ReturnType<Awaited<ReturnType<typeof readFilters>>>> {
  const given = splitArguments(["S", "R", ...args]);
  return (await readFilters(parseFilters(given)))(0);
}
