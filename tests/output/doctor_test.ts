import { checkLines, probedChecks } from "../../src/output/doctor.ts";
import { assertEquals } from "../support/assert.ts";

Deno.test("checkLines() marks what is wrong, and counts it", () => {
  assertEquals(
    checkLines([
      { about: "a", text: "x" },
      { about: "long", text: "y\u001b", isWrong: true },
    ]),
    ["  a     x", "! long  y\\u001b", '1 thing is wrong: see "!".'],
  );
  assertEquals(checkLines([{ about: "a", text: "x" }]).at(-1), "All is well.");
});

/** Grains of time in nanoseconds, and how they are told. */
const GRAINS = [
  [1, "1 ns"],
  [100, "100 ns"],
  [1000, "1 \u00b5s"],
  [1_000_000, "1 ms"],
  [2_000_000_000, "2 s"],
] as const;

for (const [timeGrainNanos, text] of GRAINS) {
  Deno.test(`probedChecks() tells of times in steps of ${text}`, () => {
    const [times] = probedChecks({
      capabilities: { timeGrainNanos, modes: true },
      owners: undefined,
      names: { foldsCase: false, normalizes: false },
      links: true,
      hardLinks: true,
      attributes: true,
    });
    assertEquals(times, { about: "times", text: `kept in steps of ${text}` });
  });
}
