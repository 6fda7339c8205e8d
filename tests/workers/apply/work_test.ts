import type { RelativePath } from "../../../src/model/paths/path.ts";
import { Deeds } from "../../../src/workers/apply/work.ts";
import { leftAlone } from "../../../src/workers/problems.ts";
import { assertEquals } from "../../support/assert.ts";

const path = (text: string): RelativePath => text as RelativePath;

Deno.test("names that go from one folder are told together, until something else happens", () => {
  const other = leftAlone(path("a/kept"), "it is lockstep's own");
  const deeds = new Deeds();
  deeds.addRemoved(path("a"), "1");
  deeds.addRemoved(path("a"), "2");
  deeds.addRemoved(path("b"), "3");
  deeds.addOutcome(other);
  deeds.addRemoved(path("b"), "4");
  assertEquals(deeds.toReply().outcomes, [
    { status: "removed", folder: path("a"), names: "1/2", count: 2 },
    { status: "removed", folder: path("b"), names: "3", count: 1 },
    other,
    { status: "removed", folder: path("b"), names: "4", count: 1 },
  ]);
});
