import fc from "fast-check";
import { StepQueue } from "../../src/mirror/step_queue.ts";
import type { RelativePath } from "../../src/model/paths/path.ts";
import type { FolderSteps, Step } from "../../src/model/plan/step.ts";
import { propertyRuns } from "../property/runs.ts";
import { assert, assertEquals } from "../support/assert.ts";

const MIB = 1024 ** 2;

Deno.test("take() returns nothing where nothing was pushed", () => {
  assertEquals(new StepQueue().take(4), undefined);
});

Deno.test("take() returns all of a little work to one who is alone, in a few pieces", () => {
  const pieces = takeAll([files(4)], 1);
  assertEquals(pieces.flat().flatMap(({ steps }) => steps), files(4).steps);
});

Deno.test("take() cuts a large folder into pieces of at most 512 files", () => {
  const pieces = takeAll([files(10_000)], 1);
  assertEquals(weightsOf(pieces)[0], 512);
  assert(weightsOf(pieces).every((weight) => weight <= 512));
});

Deno.test("take() gives smaller pieces to more threads, and the smaller the less is left", () => {
  const weights = weightsOf(takeAll([files(1000)], 8));
  assertEquals(weights[0], 32);
  assertEquals(weights.at(-1), 1);
  assertEquals(weights, weights.toSorted((a, b) => b - a));
});

Deno.test("take() puts small folders together", () => {
  const folders = Array.from({ length: 1000 }, (_, at) => files(1, `f${at}`));
  const [first] = takeAll(folders, 1);
  assertEquals(first?.length, 250);
});

Deno.test("take() gives each large file to a job of its own", () => {
  const steps = Array.from({ length: 4 }, (_, at): Step => ({
    kind: "create",
    name: `${at}`,
    entry: "file",
    bytes: 5 * MIB,
  }));
  const pieces = takeAll([{ folder: "a" as RelativePath, steps }], 2);
  assertEquals(weightsOf(pieces), [1, 1, 1, 1]);
});

Deno.test("take() gives new folders out a few at a time", () => {
  const steps = Array.from({ length: 100 }, (_, at): Step => ({
    kind: "create",
    name: `${at}`,
    entry: "directory",
  }));
  const [first] = takeAll([{ folder: "a" as RelativePath, steps }], 1);
  assertEquals(first?.[0]?.steps.length, 16);
});

Deno.test("take() goes on with what is pushed between", () => {
  const queue = new StepQueue();
  queue.push(files(1));
  assertEquals(queue.take(1)?.length, 1);
  assertEquals(queue.take(1), undefined);
  queue.push(files(2));
  assertEquals(queue.take(1)?.[0]?.steps.length, 1);
});

Deno.test("take() hands out every step once, in the order of its folder", () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 700 }), { maxLength: 8 });
  fc.assert(
    fc.property(sizes, fc.integer({ min: 1, max: 16 }), (sizes, threads) => {
      const folders = sizes.map((size, at) => files(size, `f${at}`));
      const taken = takeAll(folders, threads).flat();
      for (const { folder, steps } of folders) {
        const mine = taken.filter((work) => work.folder === folder);
        assertEquals(mine.flatMap(({ steps }) => steps), steps);
      }
    }),
    propertyRuns(),
  );
});

/** Work of that many small files. */
function files(count: number, folder = "folder"): FolderSteps {
  const steps = Array.from({ length: count }, (_, at): Step => ({
    kind: "create",
    name: `${at}`,
    entry: "file",
  }));
  return { folder: folder as RelativePath, steps };
}

function takeAll(
  work: readonly FolderSteps[],
  threads: number,
): readonly (readonly FolderSteps[])[] {
  const queue = new StepQueue();
  for (const folder of work) queue.push(folder);
  const pieces: (readonly FolderSteps[])[] = [];
  for (
    let piece = queue.take(threads);
    piece !== undefined;
    piece = queue.take(threads)
  ) pieces.push(piece);
  return pieces;
}

/** How many steps there are in each piece. */
function weightsOf(
  pieces: readonly (readonly FolderSteps[])[],
): readonly number[] {
  return pieces.map((piece) =>
    piece.reduce((sum, { steps }) => sum + steps.length, 0)
  );
}
