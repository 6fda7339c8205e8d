import fc from "fast-check";
import type { RelativePath } from "../../../src/model/paths/path.ts";
import { isInPart, samplePart } from "../../../src/model/verify/sample.ts";
import { propertyRuns } from "../../property/runs.ts";
import { assert, assertEquals } from "../../support/assert.ts";

const PARTS: readonly (readonly [percent: number, of: number])[] = [
  [100, 1],
  [99, 2],
  [50, 2],
  [34, 3],
  [33, 4],
  [10, 10],
  [7, 15],
  [0.1, 1000],
];

for (const [percent, of] of PARTS) {
  Deno.test(`samplePart() makes ${of} parts for ${percent} percent, and reads one after another`, () => {
    const turns = Array.from({ length: of + 1 }, (_, turn) => turn);
    assertEquals(
      turns.map((turn) => samplePart(percent, turn)),
      [...turns.slice(0, of).map((part) => ({ part, of })), { part: 0, of }],
    );
  });
}

Deno.test("isInPart() has every path in exactly one part, whatever its name", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary" }),
      fc.integer({ min: 1, max: 100 }),
      (path, percent) => {
        const { of } = samplePart(percent, 0);
        const turns = Array.from({ length: of }, (_, turn) => turn)
          .filter((turn) =>
            isInPart(path as RelativePath, samplePart(percent, turn))
          );
        assertEquals(turns.length, 1);
      },
    ),
    propertyRuns(),
  );
});

/** Names as cameras and programs give them, which differ in little. */
const ALIKE: Readonly<Record<string, (index: number) => string>> = {
  "numbers": (index) => `${index}`,
  "photos": (index) => `2024/05/IMG_${String(index).padStart(5, "0")}.JPG`,
  "folders of one file": (index) => `${index}/data`,
};

for (const [title, nameOf] of Object.entries(ALIKE)) {
  Deno.test(`isInPart() deals ${title} out to parts of much the same size`, () => {
    const sizes = Array.from({ length: 10 }, (_, part) => {
      let size = 0;
      for (let index = 0; index < 10_000; index++) {
        const path = nameOf(index) as RelativePath;
        if (isInPart(path, { part, of: 10 })) size++;
      }
      return size;
    });
    assert(sizes.every((size) => size > 800 && size < 1200), `${sizes}`);
  });
}
