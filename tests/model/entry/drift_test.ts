import {
  type DriftMarks,
  isAfter,
  isBefore,
  isEdited,
  type MarkFacts,
  marksAfter,
  type Moment,
  momentAt,
} from "../../../src/model/entry/drift.ts";
import { assertEquals } from "../../support/assert.ts";
import { fileEntry } from "../../support/entries.ts";

const at = (seconds: number, nanos = 0): Moment => ({ seconds, nanos });

/** The last pass ended at 100; what the source had at 90 is in the replica. */
const MARKS: DriftMarks = { replicaSince: at(100), sourceBefore: at(90) };

/** When contents and entry of each side were last changed, and what is said of it. */
const CASES: Readonly<
  Record<string, {
    readonly source: readonly [number, number | undefined];
    readonly replica: readonly [number, number | undefined];
    readonly marks?: DriftMarks;
    readonly edited: boolean;
  }>
> = {
  "the source was changed, and the replica is as it was left": {
    source: [120, 120],
    replica: [50, 95],
    edited: false,
  },
  "the replica was written": {
    source: [50, 50],
    replica: [120, 120],
    edited: true,
  },
  "both were written": {
    source: [130, 130],
    replica: [120, 120],
    edited: true,
  },
  "the replica was written and given its old time": {
    source: [50, 50],
    replica: [50, 120],
    edited: true,
  },
  "the source was written and given its old time": {
    source: [50, 120],
    replica: [50, 95],
    edited: false,
  },
  "the replica got another name, and the source was written": {
    source: [120, 120],
    replica: [50, 120],
    edited: false,
  },
  "the replica got another name, and the source was written with an old time": {
    source: [50, 120],
    replica: [50, 120],
    edited: false,
  },
  "lockstep itself left a file there whose time lies ahead": {
    source: [50, 120],
    replica: [500, 95],
    edited: false,
  },
  "the replica was written, and the last pass could not bring over all": {
    source: [50, 50],
    replica: [120, 120],
    marks: { ...MARKS, sourceBefore: undefined },
    edited: true,
  },
  "only the replica's change time is later, and the last pass could not bring over all":
    {
      source: [50, 50],
      replica: [50, 120],
      marks: { ...MARKS, sourceBefore: undefined },
      edited: false,
    },
  "the replica's file system has no change times": {
    source: [50, 50],
    replica: [120, undefined],
    edited: false,
  },
  "the source's file system has no change times": {
    source: [50, undefined],
    replica: [50, 120],
    edited: false,
  },
};

for (
  const [name, { source, replica, marks, edited }] of Object.entries(CASES)
) {
  const verdict = edited ? "sees somebody else" : "blames nobody";
  Deno.test(`isEdited() ${verdict} if ${name}`, () => {
    const moment = (seconds: number | undefined): Moment | undefined =>
      seconds === undefined ? undefined : at(seconds);
    assertEquals(
      isEdited({
        source: fileEntry({ mtimeSeconds: source[0], mtimeNanos: 0 }),
        replica: fileEntry({ mtimeSeconds: replica[0], mtimeNanos: 0 }),
        sourceChange: () => moment(source[1]),
        replicaChange: () => moment(replica[1]),
      }, marks ?? MARKS),
      edited,
    );
  });
}

Deno.test("isEdited() asks for no change time where the source was plainly written", () => {
  const never = (): Moment => {
    throw new Error("It was asked for");
  };
  assertEquals(
    isEdited({
      source: fileEntry({ mtimeSeconds: 120 }),
      replica: fileEntry({ mtimeSeconds: 50 }),
      sourceChange: never,
      replicaChange: never,
    }, MARKS),
    false,
  );
});

Deno.test("isAfter() and isBefore() go by seconds, then nanoseconds, and know nothing of what is not known", () => {
  const pairs = [
    [at(1, 5), at(1, 4), true],
    [at(2, 0), at(1, 9), true],
    [at(1, 4), at(1, 4), false],
    [at(1, 3), at(1, 4), false],
    [at(0, 9), at(1, 4), false],
  ] as const;
  for (const [a, b, after] of pairs) {
    assertEquals([isAfter(a, b), isBefore(a, b)], [after, !after]);
  }
  for (const [a, b] of [[undefined, at(1)], [at(1), undefined]] as const) {
    assertEquals([isAfter(a, b), isBefore(a, b)], [false, false]);
  }
});

Deno.test("momentAt() takes milliseconds apart, before 1970 too", () => {
  assertEquals(momentAt(1500), at(1, 500_000_000));
  assertEquals(momentAt(-1500), at(-2, 500_000_000));
});

const FACTS: MarkFacts = {
  before: MARKS,
  beganMs: 200_000,
  clock: at(207, 5),
  changed: true,
  clean: true,
};

const AFTER: Readonly<Record<string, [Partial<MarkFacts>, unknown]>> = {
  "the clock of the replica's file system, after changes": [
    {},
    { replicaSince: at(207, 5), sourceBefore: at(198) },
  ],
  "no source time after a pass that could not bring over all": [
    { clean: false },
    { replicaSince: at(207, 5), sourceBefore: undefined },
  ],
  "the old replica time where nothing was changed": [
    { changed: false, clock: undefined },
    { replicaSince: at(100), sourceBefore: at(198) },
  ],
  "the begin of a first pass that found all equal": [
    { changed: false, clock: undefined, before: undefined },
    { replicaSince: at(200), sourceBefore: at(198) },
  ],
  "nothing where the file system does not tell its clock": [
    { clock: undefined },
    undefined,
  ],
  "nothing where what it tells is no clock": [
    { clock: at(-100_000) },
    undefined,
  ],
};

for (const [name, [facts, expected]] of Object.entries(AFTER)) {
  Deno.test(`marksAfter() gives ${name}`, () => {
    assertEquals<unknown>(marksAfter({ ...FACTS, ...facts }), expected);
  });
}
