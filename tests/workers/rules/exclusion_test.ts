import { type RelativePath, ROOT } from "../../../src/model/paths/path.ts";
import { ruleLibrary } from "../../../src/model/rules/gitignore.ts";
import { parseRules, RULES_NAME } from "../../../src/model/rules/rule.ts";
import {
  Exclusion,
  RulesNotLoaded,
} from "../../../src/workers/rules/exclusion.ts";
import { assertEquals, assertThrows } from "../../support/assert.ts";
import { fileEntry } from "../../support/entries.ts";
import { filters } from "../../support/filters.ts";
import { testFolders } from "../../support/folders.ts";
import { openFolder } from "../../support/open_folder.ts";

const DEEP = "a/b" as RelativePath;

Deno.test("in() is nothing where nothing is left out, and needs nothing loaded", () => {
  const exclusion = new Exclusion(filters(), undefined);
  assertEquals(exclusion.in(ROOT), undefined);
  assertEquals(exclusion.in(DEEP), undefined);
  assertEquals(exclusion.isWanting, false);
});

Deno.test("rules of options want the library, and are never taken for none without it", () => {
  const exclusion = new Exclusion(filters({ exclude: ["*.o"] }), undefined);
  assertEquals(exclusion.isWanting, true);
  assertThrows(() => exclusion.in(ROOT), RulesNotLoaded);
  exclusion.equip(ruleLibrary);
  assertEquals(exclusion.in(DEEP)?.excludes("x.o", "file"), true);
});

Deno.test("readIfThere() without the library does nothing but want it", () => {
  using folders = testFolders({ source: { [RULES_NAME]: "*.o" } });
  using source = openFolder(folders.source);
  const exclusion = new Exclusion(filters(), undefined);
  const listing = source.list();
  assertThrows(
    () => exclusion.readIfThere(ROOT, source, listing),
    RulesNotLoaded,
  );
  assertEquals([exclusion.isWanting, exclusion.takeRead()], [true, []]);
  exclusion.equip(ruleLibrary);
  exclusion.readIfThere(ROOT, source, listing);
  exclusion.readIfThere(ROOT, source, listing);
  assertEquals(exclusion.takeRead().map(({ folder }) => folder), [ROOT]);
  assertEquals(exclusion.takeRead(), []);
});

Deno.test("what is learned holds in its folder and below, and nowhere else", () => {
  const exclusion = new Exclusion(filters(), ruleLibrary);
  assertEquals(exclusion.in(DEEP), undefined);
  const folder = "a" as RelativePath;
  const rules = parseRules("*.o", (line) => ({ kind: "folder", folder, line }));
  exclusion.learn([{ folder, rules }]);
  assertEquals(exclusion.in(DEEP)?.excludes("x.o", "file"), true);
  assertEquals(exclusion.in(folder)?.excludes("x.o", "file"), true);
  assertEquals(exclusion.in(ROOT), undefined);
  assertEquals(exclusion.in("ab" as RelativePath), undefined);
});

Deno.test("a filter looks at files only where there are limits", () => {
  const never = (): never => {
    throw new Error("It looks");
  };
  const named = new Exclusion(filters({ exclude: ["a"] }), ruleLibrary);
  assertEquals(named.in(ROOT)?.hides("b", "file", never), false);
  const limited = new Exclusion(filters({ mostBytes: 1 }), undefined).in(ROOT);
  const look = (): ReturnType<typeof fileEntry> => fileEntry({ size: 2 });
  assertEquals(limited?.hides("b", "directory", never), false);
  assertEquals(limited?.hides("b", "file", look), true);
  assertEquals(limited?.protects("b", "file", look), true);
  const removing = filters({ mostBytes: 1, deleteExcluded: true });
  const all = new Exclusion(removing, undefined).in(ROOT);
  assertEquals(all?.protects("b", "file", look), false);
});
