import fc from "fast-check";
import { copyFile } from "../../src/disk/copy.ts";
import { assert, assertEquals } from "../support/assert.ts";
import { COPY_OPTIONS, copyOf } from "../support/copying.ts";
import { look, putFile } from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import { file } from "../support/tree.ts";
import { propertyRuns } from "./runs.ts";

const BLOCK = 4096;

/** What the system counts room in, and what it may take for itself: a block of extents on ext4. */
const UNIT = 512;
const OWN_BLOCKS = 1;

/** Contents with runs of zeros and of others, of lengths around those of blocks and chunks. */
const runs: fc.Arbitrary<Uint8Array> = fc
  .array(
    fc.record({
      length: fc.oneof(
        fc.integer({ min: 1, max: 3 * BLOCK }),
        fc.constantFrom(BLOCK, 2 * BLOCK, 128 * 1024 - 1, 128 * 1024, 150_000),
      ),
      byte: fc.constantFrom(0, 0, 1, 255),
    }),
    { maxLength: 8 },
  )
  .map((runs) => {
    const bytes = new Uint8Array(
      runs.reduce((sum, run) => sum + run.length, 0),
    );
    let at = 0;
    for (const { length, byte } of runs) {
      bytes.fill(byte, at, at + length);
      at += length;
    }
    return bytes;
  });

Deno.test("copyFile() with sparse copies every byte, and takes no room for blocks of zeros", () => {
  fc.assert(
    fc.property(runs, fc.boolean(), (bytes, isSparse) => {
      using folders = testFolders({ source: { a: file("") }, replica: {} });
      if (isSparse) putHoles(`${folders.source}/a`, bytes);
      else putFile(`${folders.source}/a`, bytes);
      const copy = copyOf(folders);
      using _from = copy.from;
      using _to = copy.to;
      const copied = copyFile(copy, { ...COPY_OPTIONS, sparse: true });
      assert(copied.kind === "copied");
      assertEquals(copied.bytes, bytes.length);
      assertEquals(Deno.readFileSync(`${folders.replica}/b`), bytes);
      assertEquals(look(`${folders.replica}/b`).size, bytes.length);
      const { blocks } = look(`${folders.replica}/b`);
      if (Deno.build.os !== "linux" || blocks === null) return;
      const most = (blocksWithData(bytes) + OWN_BLOCKS) * BLOCK / UNIT;
      assert(blocks <= most, `${blocks} units for at most ${most}`);
    }),
    propertyRuns(100, 5000),
  );
});

/** Writes a file of which only the blocks that are not zeros are written. */
function putHoles(path: string, bytes: Uint8Array): void {
  {
    using output = Deno.openSync(path, { write: true, truncate: true });
    output.truncateSync(bytes.length);
    for (let at = 0; at < bytes.length; at += BLOCK) {
      const block = bytes.subarray(at, at + BLOCK);
      if (block.every((byte) => byte === 0)) continue;
      output.seekSync(at, Deno.SeekMode.Start);
      output.writeSync(block);
    }
  }
  Deno.utimeSync(path, 1, 1);
}

function blocksWithData(bytes: Uint8Array): number {
  let count = 0;
  for (let at = 0; at < bytes.length; at += BLOCK) {
    if (bytes.subarray(at, at + BLOCK).some((byte) => byte !== 0)) count++;
  }
  return count;
}
