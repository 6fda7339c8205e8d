import type { NameTraits } from "../../src/model/paths/folded_names.ts";
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

const FORMS: NameTraits = { foldsCase: false, normalizes: true };

/** How a file system deals with names, and what is told of accents and of names. */
const NAMES: readonly (readonly [NameTraits, string, string])[] = [
  [
    { foldsCase: false, normalizes: false },
    "kept as they are spelled",
    "all are taken",
  ],
  [
    FORMS,
    "as one character or as two they are one name",
    "all are taken",
  ],
  [{ ...FORMS, spelling: FORMS }, "spelled its own way", "all are taken"],
  [
    { ...FORMS, limits: { characters: ":?", ends: ".", devices: true } },
    "as one character or as two they are one name",
    'none with one of ":?", nor with one of "." at the end, nor of Windows\' devices',
  ],
];

for (const [names, accents, taken] of NAMES) {
  Deno.test(`probedChecks() tells of ${JSON.stringify(names)}`, () => {
    const checks = probedChecks({
      capabilities: { timeGrainNanos: 1, modes: true },
      owners: undefined,
      names,
      links: true,
      hardLinks: true,
      attributes: true,
    });
    const textOf = (wanted: string): string | undefined =>
      checks.find(({ about }) => about === wanted)?.text;
    assertEquals([textOf("accents"), textOf("names")], [accents, taken]);
  });
}
