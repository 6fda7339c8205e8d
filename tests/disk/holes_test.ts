import { HoleWriter } from "../../src/disk/holes.ts";
import { assertEquals } from "../support/assert.ts";
import { recordedFile } from "../support/recorded.ts";

/** Returns what is done to a file to which pieces are written; a number stands for a hole of the source. */
function callsFor(...pieces: (Uint8Array<ArrayBuffer> | number)[]): string[] {
  const file = recordedFile({ mode: 0o600, uid: 0, gid: 0 });
  const writer = new HoleWriter(file);
  for (const piece of pieces) {
    if (typeof piece === "number") writer.skip(piece);
    else writer.write(piece);
  }
  writer.finish();
  return file.calls;
}

/** Returns zeros with other bytes at some places. */
function zerosBut(
  length: number,
  ...places: number[]
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  for (const place of places) bytes[place] = 1;
  return bytes;
}

const CASES: Readonly<
  Record<string, [(Uint8Array<ArrayBuffer> | number)[], string[]]>
> = {
  "writes nothing of nothing": [[], []],
  "writes data as it is": [[zerosBut(9, 8)], ["write 9"]],
  "writes blocks that follow each other at once": [
    [zerosBut(12288, 0, 4096, 12287)],
    ["write 12288"],
  ],
  "leaves out a block of zeros between two others": [
    [zerosBut(12288, 4095, 8192)],
    ["write 4096", "skip 4096", "write 4096"],
  ],
  "leaves out no zeros that are less than a block": [
    [zerosBut(8192, 0, 8191)],
    ["write 8192"],
  ],
  "leaves out what comes last, and sets the size": [
    [zerosBut(4096 + 10, 7)],
    ["write 4096", "skip 10", "setSize 4106"],
  ],
  "sets no size where data comes last": [
    [zerosBut(4096 + 10, 4105)],
    ["skip 4096", "write 10"],
  ],
  "counts blocks from the beginning, whatever the pieces": [
    [zerosBut(4095, 0), zerosBut(4098, 0, 4097)],
    ["write 4095", "write 1", "skip 4096", "write 1"],
  ],
  "knows the last byte of a block of zeros": [
    [zerosBut(8192, 4095)],
    ["write 4096", "skip 4096", "setSize 8192"],
  ],
  "passes on the holes of the source": [
    [8192, zerosBut(5, 0), 3],
    ["skip 8192", "write 5", "skip 3", "setSize 8200"],
  ],
};

for (const [what, [pieces, calls]] of Object.entries(CASES)) {
  Deno.test(`HoleWriter ${what}`, () => {
    assertEquals(callsFor(...pieces), calls);
  });
}

Deno.test("HoleWriter looks at all bytes, however they lie in memory", () => {
  const memory = new Uint8Array(4096 + 8);
  for (let place = 0; place < 4096; place++) {
    for (const offset of [1, 3, 4]) {
      memory.fill(0);
      memory[offset + place] = 1;
      const bytes = memory.subarray(offset, offset + 4096);
      assertEquals(callsFor(bytes), ["write 4096"]);
    }
  }
});
