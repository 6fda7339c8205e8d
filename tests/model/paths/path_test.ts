import fc from "fast-check";
import {
  childPath,
  depthOf,
  nameOf,
  namesOf,
  parentPath,
  type RelativePath,
  ROOT,
} from "../../../src/model/paths/path.ts";
import { propertyRuns } from "../../property/runs.ts";
import { assertEquals } from "../../support/assert.ts";

/** Names as systems allow them: anything but a slash, and not empty. */
const name = fc.string({ minLength: 1 }).filter((text) => !text.includes("/"));
const names = fc.array(name, { maxLength: 6 });

Deno.test("childPath() puts a name right below the root without a slash", () => {
  assertEquals(childPath(ROOT, "a"), "a" as RelativePath);
  assertEquals(childPath("a" as RelativePath, "b"), "a/b" as RelativePath);
});

Deno.test("parentPath() takes the root for its own parent", () => {
  assertEquals(parentPath(ROOT), ROOT);
  assertEquals(parentPath("a" as RelativePath), ROOT);
});

Deno.test("parentPath() and nameOf() take apart what childPath() put together", () => {
  fc.assert(
    fc.property(names, name, (names, name) => {
      const folder = join(names);
      assertEquals(parentPath(childPath(folder, name)), folder);
      assertEquals(nameOf(childPath(folder, name)), name);
    }),
    propertyRuns(),
  );
});

Deno.test("namesOf() and depthOf() return and count the names of a path", () => {
  fc.assert(
    fc.property(names, (names) => {
      assertEquals<readonly string[]>(namesOf(join(names)), names);
      assertEquals(depthOf(join(names)), names.length);
    }),
    propertyRuns(),
  );
});

Deno.test("nameOf() returns nothing for the root", () => {
  assertEquals(nameOf(ROOT), "");
});

function join(names: readonly string[]): RelativePath {
  return names.reduce(childPath, ROOT);
}
