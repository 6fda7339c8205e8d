import type { Outcome } from "../../../src/model/outcome/outcome.ts";
import {
  outcomesOf,
  type Told,
} from "../../../src/model/outcome/removed_names.ts";
import { type RelativePath, ROOT } from "../../../src/model/paths/path.ts";
import { assertEquals } from "../../support/assert.ts";

const removed = (path: string): Outcome => ({
  status: "done",
  action: "removed",
  path: path as RelativePath,
});

Deno.test("names that were removed become an outcome each, in their order among the others", () => {
  const told: readonly Told[] = [
    { status: "removed", folder: ROOT, names: "top", count: 1 },
    removed("first"),
    {
      status: "removed",
      folder: "a/b" as RelativePath,
      names: "one/two\n/\udce8",
      count: 3,
    },
    removed("last"),
  ];
  assertEquals(outcomesOf(told), [
    removed("top"),
    removed("first"),
    removed("a/b/one"),
    removed("a/b/two\n"),
    removed("a/b/\udce8"),
    removed("last"),
  ]);
});
