import {
  NO_PROGRESS,
  type Progress,
} from "../../src/model/outcome/progress.ts";
import { ProgressView } from "../../src/output/progress_view.ts";
import { assert, assertEquals } from "../support/assert.ts";

const NOTHING = { entries: 0, bytes: 0 };

function copying(bytes: number, isWhole: boolean): Progress {
  return {
    ...NO_PROGRESS,
    phase: "copying",
    done: { entries: 0, bytes },
    total: { entries: 0, bytes: 100_000, isWhole },
  };
}

/** Looks every 100 ms at work that does 10 bytes a millisecond, and returns what is seen last. */
function lookFor(
  milliseconds: number,
  { isWhole }: { readonly isWhole: boolean },
): ReturnType<ProgressView["look"]> {
  const view = new ProgressView();
  const seen = [];
  for (let atMs = 0; atMs <= milliseconds; atMs += 100) {
    seen.push(view.look(copying(atMs * 10, isWhole), {
      atMs,
      sinceMs: 0,
      inHand: NOTHING,
      path: "a",
    }));
  }
  const last = seen.at(-1);
  assert(last !== undefined);
  return last;
}

Deno.test("a view knows pace and time left after some time, if all is known of the whole", () => {
  const view = lookFor(5000, { isWhole: true });
  assertEquals(view.bytesPerMs, 10);
  assertEquals(view.leftMs, 5000);
  assertEquals(view.path, "a");
});

Deno.test("a view does not know the time left of what is not known as a whole", () => {
  const view = lookFor(5000, { isWhole: false });
  assertEquals([view.bytesPerMs, view.leftMs], [10, undefined]);
});

Deno.test("a view forgets the pace of the phase before", () => {
  const view = new ProgressView();
  const look = { inHand: NOTHING, path: undefined };
  view.look(copying(0, true), { ...look, atMs: 0, sinceMs: 0 });
  view.look(copying(90_000, true), { ...look, atMs: 9000, sinceMs: 0 });
  const removing = { ...NO_PROGRESS, phase: "removing" } as const;
  const now = view.look(removing, { ...look, atMs: 9100, sinceMs: 9050 });
  assertEquals([now.bytesPerMs, now.leftMs], [undefined, undefined]);
  assertEquals(now.shown.done, NOTHING);
});

Deno.test("a view that looks for the first time after long knows the pace since the phase began", () => {
  const view = new ProgressView();
  const now = view.look(copying(50_000, true), {
    atMs: 15_000,
    sinceMs: 5000,
    inHand: NOTHING,
    path: undefined,
  });
  assertEquals([now.bytesPerMs, now.leftMs], [5, 10_000]);
});
