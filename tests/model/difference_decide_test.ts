import {
  type Capabilities,
  type CompareRules,
  decide,
} from "../../src/model/difference.ts";
import { assertEquals } from "../support/assert.ts";
import { fileEntry } from "../support/entries.ts";

const replica: Capabilities = {
  timeGrainNanos: 1_000_000,
  modes: true,
  owners: true,
};

const RULES: CompareRules = {
  contents: false,
  owner: true,
  update: false,
  replica,
};

const LATER = { mtimeSeconds: 1_600_000_001 };

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
