import { decide } from "../../../src/model/entry/difference.ts";
import { assertEquals } from "../../support/assert.ts";
import { fileEntry } from "../../support/entries.ts";
import { LATER, RULES } from "../../support/rules.ts";

Deno.test("decide() reports contents that differ as changed", () => {
  const [source, replica] = [fileEntry(LATER), fileEntry()];
  assertEquals(
    decide({ equal: false }, { source, replica, rules: RULES }),
    { kind: "changed", reason: "content" },
  );
});

Deno.test("decide() has only the metadata mended where contents are equal", () => {
  const [source, replica] = [fileEntry({ ...LATER, mode: 0o600 }), fileEntry()];
  assertEquals(
    decide({ equal: true }, { source, replica, rules: RULES }),
    { kind: "metadata", parts: ["mode", "time"] },
  );
  assertEquals(
    decide({ equal: true }, { source, replica: source, rules: RULES }),
    { kind: "same" },
  );
});
