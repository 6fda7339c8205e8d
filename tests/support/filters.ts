import type {
  FileLimits,
  FilterSettings,
} from "../../src/model/rules/filter_settings.ts";
import { parseRule } from "../../src/model/rules/rule.ts";
import { assertEquals } from "./assert.ts";
import { testFolders } from "./folders.ts";
import { mirror, type MirrorOverrides } from "./mirror.ts";
import { readTree, type Tree } from "./tree.ts";

/** What a test wants left out. */
export interface TestFilters extends FileLimits {
  /** Rules as `--exclude` takes them. */
  readonly exclude?: readonly string[];
  /** @default {false} */
  readonly deleteExcluded?: boolean;
}

/** Returns the filters of a pass; those of the source's folders hold besides. */
export function filters(
  { exclude = [], deleteExcluded = false, ...limits }: TestFilters = {},
): FilterSettings {
  const rules = exclude.flatMap((line) =>
    parseRule(line, { kind: "option", option: "exclude" })
  );
  return { ...limits, rules, deleteExcluded };
}

/** A pass with filters: what was asked, both trees before, the replica and the lines after. */
export interface FilterCase extends TestFilters {
  readonly source: Tree;
  readonly replica: Tree;
  readonly wanted: readonly string[];
  readonly lines?: readonly string[];
  readonly options?: MirrorOverrides["options"];
}

/** Runs a pass with filters, dry, then real, then again: the second has nothing to do. */
export async function testFilters(
  { source, replica, wanted, lines, options, ...asked }: FilterCase,
): Promise<void> {
  using folders = testFolders({ source, replica });
  const settings = { ...options, filters: filters(asked) };
  const dry = await mirror(folders, { options: { ...settings, dryRun: true } });
  const real = await mirror(folders, { options: settings });
  assertEquals(pathsIn(folders.replica), wanted.toSorted());
  if (lines !== undefined) assertEquals(real.lines, lines);
  assertEquals(dry.lines, real.lines);
  const again = await mirror(folders, { options: settings });
  assertEquals(again.lines.filter((line) => !isToldAgain(line)), []);
}

/** What stays is told in every pass. */
function isToldAgain(line: string): boolean {
  return line.startsWith("skipped ") || line.startsWith("failed ");
}

/** Returns the paths in a tree, without its root, sorted. */
export function pathsIn(tree: string): readonly string[] {
  return Object.keys(readTree(tree)).filter((path) => path !== ".").sort();
}
