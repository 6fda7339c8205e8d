import fc from "fast-check";
import {
  addProgress,
  advance,
  type Amount,
  NO_PROGRESS,
  type Progress,
  type ProgressEvent,
  shareDone,
  type Shown,
} from "../../../src/model/outcome/progress.ts";
import { EMPTY_TALLY, type Tally } from "../../../src/model/outcome/report.ts";
import { assert, assertEquals } from "../../support/assert.ts";

const NOTHING: Amount = { entries: 0, bytes: 0 };

function tallied(tally: Partial<Tally>): ProgressEvent {
  return { kind: "tallied", tally: { ...EMPTY_TALLY, ...tally } };
}

function follow(...events: readonly ProgressEvent[]): Progress {
  return events.reduce(addProgress, NO_PROGRESS);
}

Deno.test("addProgress() counts what a phase does by the tally, without what was done before it", () => {
  const before = tallied({ removed: 2, skipped: 1, bytes: 5, copied: 1 });
  const progress = follow(
    before,
    { kind: "entered", phase: "copying" },
    tallied({
      removed: 2,
      skipped: 2,
      copied: 3,
      updated: 4,
      metadata: 5,
      failed: 6,
      created: 7,
      bytes: 105,
    }),
  );
  assertEquals(progress.done, { entries: 2 + 4 + 5 + 1 + 6, bytes: 100 });
});

Deno.test("addProgress() counts what is removed", () => {
  const progress = follow(
    tallied({ removed: 1, bytes: 9 }),
    { kind: "entered", phase: "removing" },
    tallied({ removed: 8, bytes: 9 }),
  );
  assertEquals(progress.done, { entries: 7, bytes: 0 });
});

Deno.test("addProgress() begins each phase at nothing, and knows of it what it is told", () => {
  const total = { entries: 10, bytes: 20, isWhole: false };
  const progress = follow(
    { kind: "reached", done: { entries: 5, bytes: 6 }, note: "a note" },
    { kind: "entered", phase: "copying", total },
  );
  assertEquals(
    [progress.done, progress.total, progress.note],
    [NOTHING, total, undefined],
  );
  const measured = { entries: 30, bytes: 40, isWhole: true };
  const later = addProgress(progress, { kind: "measured", total: measured });
  assertEquals(later.total, measured);
});

Deno.test("addProgress() takes what was reached as it is told", () => {
  const done = { entries: 5, bytes: 6 };
  const progress = follow({ kind: "reached", done, note: "2 differences" });
  assertEquals([progress.done, progress.note], [done, "2 differences"]);
});

const TOTAL = { entries: 10, bytes: 100, isWhole: true };

function copying(done: Amount, total: Progress["total"] = TOTAL): Progress {
  return { ...NO_PROGRESS, phase: "copying", done, total };
}

Deno.test("advance() adds what is in hand", () => {
  const shown = advance(
    undefined,
    copying({ entries: 1, bytes: 10 }),
    { entries: 2, bytes: 30 },
  );
  assertEquals(shown.done, { entries: 3, bytes: 40 });
});

Deno.test("advance() stays where it was while a reply is on its way", () => {
  const before = advance(undefined, copying(NOTHING), {
    entries: 1,
    bytes: 50,
  });
  const after = advance(before, copying(NOTHING), NOTHING);
  assertEquals(after.done, before.done);
});

Deno.test("advance() begins anew with another phase", () => {
  const before = advance(
    undefined,
    copying({ entries: 9, bytes: 90 }),
    NOTHING,
  );
  const removing = { ...NO_PROGRESS, phase: "removing" } as const;
  assertEquals(advance(before, removing, NOTHING).done, NOTHING);
});

Deno.test("advance() never shows more done than there is", () => {
  const shown = advance(
    undefined,
    copying({ entries: 11, bytes: 99 }),
    { entries: 0, bytes: 7 },
  );
  assertEquals(shown.total, { entries: 11, bytes: 106, isWhole: true });
  assertEquals(shareDone(shown), 1);
});

Deno.test("shareDone() is not known before the whole is", () => {
  const total = { ...TOTAL, isWhole: false };
  const shown = { phase: "copying", done: NOTHING } as const;
  assertEquals(shareDone({ ...shown, total }), undefined);
  assertEquals(shareDone({ ...shown, total: undefined }), undefined);
  assertEquals(
    shareDone({ ...shown, total: { ...NOTHING, isWhole: true } }),
    undefined,
  );
  assertEquals(shareDone({ ...shown, total: TOTAL }), 0);
});

const amount = fc.record({ entries: fc.nat(100), bytes: fc.nat(10_000) });

Deno.test("advance() never goes backwards within a phase, nor does the share of a whole", () => {
  const looks = fc.array(fc.record({
    done: amount,
    inHand: amount,
    isWhole: fc.boolean(),
    total: amount,
  }));
  fc.assert(fc.property(looks, (all) => {
    let before: Shown | undefined;
    let known = false;
    for (const { done, inHand, isWhole, total } of all) {
      // What is whole stays what it is.
      known ||= isWhole;
      const whole = before?.total;
      const now = known && whole?.isWhole
        ? copying(done, { ...whole })
        : copying(done, { ...total, isWhole: known });
      const shown = advance(before, now, inHand);
      if (before !== undefined) {
        assert(shown.done.entries >= before.done.entries);
        assert(shown.done.bytes >= before.done.bytes);
        const [earlier, later] = [shareDone(before), shareDone(shown)];
        if (earlier !== undefined) assert((later ?? 0) >= earlier - 1e-12);
      }
      const share = shareDone(shown);
      assert(share === undefined || (share >= 0 && share <= 1));
      before = shown;
    }
  }));
});
