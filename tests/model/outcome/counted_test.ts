import { counted, countEntries } from "../../../src/model/outcome/counted.ts";
import { assertEquals } from "../../support/assert.ts";

Deno.test("counted() gives one thing its own word", () => {
  assertEquals(counted(0, "file"), "0 files");
  assertEquals(counted(1, "file"), "1 file");
  assertEquals(counted(2, "file"), "2 files");
});

Deno.test("countEntries() knows the plural", () => {
  assertEquals(countEntries(1), "1 entry");
  assertEquals(countEntries(12), "12 entries");
});
