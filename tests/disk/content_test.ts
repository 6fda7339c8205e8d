import fc from "fast-check";
import { CHUNK_BYTES } from "../../src/disk/buffers.ts";
import {
  pour,
  type ReadingOptions,
  sameContents,
} from "../../src/disk/content.ts";
import { digestStarter } from "../../src/disk/digest.ts";
import { Stopped } from "../../src/disk/stop.ts";
import { propertyRuns } from "../property/runs.ts";
import { assert, assertEquals, assertThrows } from "../support/assert.ts";
import { someBytes } from "../support/files.ts";
import { memoryFile } from "../support/memory_file.ts";

const PLAIN: ReadingOptions = {
  stop: { isSet: () => false },
  digest: undefined,
};
const BY_DIGEST: ReadingOptions = { ...PLAIN, digest: digestStarter("sha256") };

const SIZES = [
  0,
  1,
  3,
  4,
  5,
  CHUNK_BYTES - 1,
  CHUNK_BYTES,
  CHUNK_BYTES + 1,
  3 * CHUNK_BYTES,
  3 * CHUNK_BYTES + 2,
];

for (
  const [how, options] of [["bytes", PLAIN], ["digest", BY_DIGEST]] as const
) {
  for (const size of SIZES) {
    Deno.test(`sameContents() finds equal ${size} bytes equal by ${how}`, () => {
      const bytes = someBytes(size);
      assert(sameContents(memoryFile(bytes), memoryFile(bytes), options));
    });
    if (size === 0) continue;

    Deno.test(`sameContents() sees the first and the last of ${size} bytes differ by ${how}`, () => {
      for (const at of [0, size - 1]) {
        const [a, b] = [someBytes(size), changedAt(someBytes(size), at)];
        assert(!sameContents(memoryFile(a), memoryFile(b), options));
      }
    });

    Deno.test(`sameContents() sees one of ${size} bytes missing by ${how}, on either side`, () => {
      const [a, b] = [someBytes(size), someBytes(size).subarray(0, size - 1)];
      assert(!sameContents(memoryFile(a), memoryFile(b), options));
      assert(!sameContents(memoryFile(b), memoryFile(a), options));
    });
  }
}

Deno.test("sameContents() is not misled by what longer files left in its buffers", () => {
  const long = someBytes(CHUNK_BYTES);
  assert(sameContents(memoryFile(long), memoryFile(long), PLAIN));
  const [a, b] = [someBytes(10), someBytes(11)];
  assert(!sameContents(memoryFile(a), memoryFile(b), PLAIN));
});

Deno.test("sameContents() compares files whose reads come in uneven pieces", () => {
  const bytes = someBytes(2 * CHUNK_BYTES + 17);
  assert(
    sameContents(memoryFile(bytes, 1000), memoryFile(bytes, 4099), PLAIN),
  );
  const other = changedAt(bytes, 2 * CHUNK_BYTES + 16);
  assert(
    !sameContents(memoryFile(bytes, 1000), memoryFile(other, 4099), PLAIN),
  );
});

Deno.test("sameContents() stops reading at the first chunk that differs", () => {
  const bytes = someBytes(4 * CHUNK_BYTES);
  const [a, b] = [memoryFile(bytes), memoryFile(changedAt(bytes, 5))];
  assert(!sameContents(a, b, PLAIN));
  assertEquals(a.position(), CHUNK_BYTES);
});

Deno.test("sameContents() says of any two short files what comparing them says", () => {
  const bytes = fc.uint8Array({ maxLength: 9, max: 1 });
  fc.assert(
    fc.property(bytes, bytes, fc.integer({ min: 1, max: 4 }), (a, b, piece) => {
      const expected = a.length === b.length &&
        a.every((byte, index) => byte === b[index]);
      for (const options of [PLAIN, BY_DIGEST]) {
        const files = [memoryFile(a, piece), memoryFile(b)] as const;
        assertEquals(sameContents(...files, options), expected);
      }
    }),
    propertyRuns(),
  );
});

for (const digest of [undefined, digestStarter("md5")]) {
  const how = digest === undefined ? "bytes" : "digest";
  Deno.test(`sameContents() by ${how} asks before every chunk whether to stop`, () => {
    const file = memoryFile(someBytes(4 * CHUNK_BYTES));
    const twin = memoryFile(someBytes(4 * CHUNK_BYTES));
    const stop = { isSet: () => file.position() >= 2 * CHUNK_BYTES };
    assertThrows(() => sameContents(file, twin, { stop, digest }), Stopped);
    assertEquals(file.position(), 2 * CHUNK_BYTES);
  });
}

for (const size of SIZES) {
  Deno.test(`pour() hands on all of ${size} bytes, and their digest`, () => {
    const bytes = someBytes(size);
    const pieces: Uint8Array[] = [];
    const write = (piece: Uint8Array): void => void pieces.push(piece.slice());
    const poured = pour(memoryFile(bytes), { size, write }, BY_DIGEST);
    const expected = BY_DIGEST.digest?.();
    expected?.update(bytes);
    assertEquals(poured, { bytes: size, digest: expected?.text() });
    assertEquals(joined(pieces), bytes);
  });
}

Deno.test("pour() makes no digest that nobody asked for", () => {
  const poured = pour(memoryFile(someBytes(5)), {
    size: 5,
    write: () => {},
  }, PLAIN);
  assertEquals(poured, { bytes: 5, digest: undefined });
});

Deno.test("pour() ends where a file ends that has become shorter, and says how far it came", () => {
  const write = (): void => {};
  const poured = pour(memoryFile(someBytes(5)), { size: 9, write }, PLAIN);
  assertEquals(poured.bytes, 5);
});

Deno.test("pour() reads no more of a file that keeps growing than one chunk too much", () => {
  const file = memoryFile(someBytes(4 * CHUNK_BYTES));
  const poured = pour(file, { size: 1, write: () => {} }, PLAIN);
  assertEquals(poured.bytes, CHUNK_BYTES);
});

Deno.test("pour() asks before every chunk whether to stop", () => {
  const file = memoryFile(someBytes(4 * CHUNK_BYTES));
  const stop = { isSet: () => file.position() >= CHUNK_BYTES };
  const pouring = { size: 4 * CHUNK_BYTES, write: () => {} };
  assertThrows(() => pour(file, pouring, { ...PLAIN, stop }), Stopped);
  assertEquals(file.position(), CHUNK_BYTES);
});

function changedAt(bytes: Uint8Array, at: number): Uint8Array {
  const changed = bytes.slice();
  changed[at] = (bytes[at] ?? 0) ^ 1;
  return changed;
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const all = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

for (
  const [how, options] of [["bytes", PLAIN], ["digest", BY_DIGEST]] as const
) {
  Deno.test(`sameContents() tells how far it is, in the bytes of one file, by ${how}`, () => {
    const bytes = someBytes(3 * CHUNK_BYTES + 2);
    const told: number[] = [];
    const passed = (more: number): void => void told.push(more);
    sameContents(memoryFile(bytes), memoryFile(bytes), { ...options, passed });
    assert(told.length >= 4, told.join(", "));
    assertEquals(told.reduce((sum, more) => sum + more, 0), bytes.length);
  });
}

Deno.test("pour() tells how far it is", () => {
  const bytes = someBytes(2 * CHUNK_BYTES + 1);
  const told: number[] = [];
  pour(memoryFile(bytes), { size: bytes.length, write: () => {} }, {
    ...PLAIN,
    passed: (more) => told.push(more),
  });
  assertEquals(told, [CHUNK_BYTES, CHUNK_BYTES, 1]);
});
