import fc from "fast-check";
import {
  compareNames,
  decodeName,
  encodeName,
} from "../../../src/model/paths/name_bytes.ts";
import { propertyRuns } from "../../property/runs.ts";
import { arbitraryName } from "../../support/arbitrary_bytes.ts";
import { assertEquals } from "../../support/assert.ts";

Deno.test("encodeName() gives back the bytes of every name", () => {
  fc.assert(
    fc.property(arbitraryName, (bytes) => {
      assertEquals(encodeName(decodeName(bytes)).toHex(), bytes.toHex());
    }),
    propertyRuns(1000),
  );
});

Deno.test("compareNames() has names in the order of their bytes", () => {
  fc.assert(
    fc.property(arbitraryName, arbitraryName, (a, b) => {
      const wanted = Math.sign(compareHex(a.toHex(), b.toHex()));
      const order = compareNames(decodeName(a), decodeName(b));
      assertEquals(Math.sign(order), wanted);
    }),
    propertyRuns(1000),
  );
});

Deno.test("compareNames() has characters beyond the first 65,536 after those before", () => {
  assertEquals(Math.sign(compareNames("\u{1f5c2}", "\uff5e")), 1);
  assertEquals(Math.sign(compareNames("a\u{1f5c2}", "a\u{1f5c3}")), -1);
});

/** Two digits for each byte sort as the bytes do. */
function compareHex(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
