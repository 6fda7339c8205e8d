import {
  askedFeatures,
  describeMissing,
} from "../../../src/model/entry/feature.ts";
import { assertEquals } from "../../support/assert.ts";
import { DEFAULT_OPTIONS } from "../../support/mirror.ts";

Deno.test("askedFeatures() names nothing that was not asked for", () => {
  assertEquals(askedFeatures(DEFAULT_OPTIONS), []);
  assertEquals(askedFeatures({ ...DEFAULT_OPTIONS, acls: true }), ["ACLs"]);
});

Deno.test("describeMissing() names what was asked for and is lacking, by its option", () => {
  const options = {
    ...DEFAULT_OPTIONS,
    attributes: "user",
    acls: true,
  } as const;
  assertEquals(describeMissing(options, []), undefined);
  assertEquals(describeMissing(DEFAULT_OPTIONS, ["ACLs"]), undefined);
  assertEquals(
    describeMissing(options, ["attributes", "ACLs"]),
    "not kept, as it takes the native disk (Linux, with /proc): " +
      "extended attributes (--xattrs), ACLs (--acls)",
  );
});
