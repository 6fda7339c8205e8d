import {
  checkSameRoots,
  entriesLeft,
  type FoundRoot,
  type PairMemory,
  type RememberedRoot,
} from "../../../src/model/safety/memory.ts";
import { assertEquals } from "../../support/assert.ts";

const volume = {
  type: "ext4",
  origin: "/dev/sdb1",
  id: undefined,
  point: "/mnt",
  top: { ino: 2, bornMs: 1 },
};

function remembered(ino: number, entries: number): RememberedRoot {
  return { identity: { dev: 1, ino }, bornMs: ino, volume, entries };
}

const MEMORY: PairMemory = {
  ended: "yesterday",
  source: remembered(2, 1),
  replica: remembered(3, 12),
  marks: undefined,
};

function found(path: string, ino: number): FoundRoot {
  const traits = { identity: { dev: 1, ino }, bornMs: ino, volume };
  return { path, volume, traits };
}

const SOURCE = found("/mnt/s", 2);
const REPLICA = found("/mnt/r", 3);

Deno.test("checkSameRoots() is content with the folders of the last pass", () => {
  const refusal = checkSameRoots(MEMORY, { source: SOURCE, replica: REPLICA });
  assertEquals(refusal, undefined);
});

Deno.test("checkSameRoots() takes a source that was made anew in the same file system", () => {
  const source = found("/mnt/s", 8);
  assertEquals(
    checkSameRoots(MEMORY, { source, replica: REPLICA }),
    undefined,
  );
});

Deno.test("checkSameRoots() says what a root was, what it is, and how to accept it", () => {
  assertEquals(
    checkSameRoots(MEMORY, { source: SOURCE, replica: found("/mnt/r", 9) }),
    {
      about: "roots",
      reason: 'the replica, "/mnt/r", is another folder than before: ' +
        "at the end of the last pass, yesterday, it was " +
        'on /dev/sdb1 (ext4, mounted at "/mnt") with 12 entries; ' +
        'it is on /dev/sdb1 (ext4, mounted at "/mnt") now',
      remedy: "Check that the right disk is mounted there; " +
        "if this is as it should be, add --accept-new-root once",
    },
  );
});

Deno.test("checkSameRoots() says where a replica would be made that is gone", () => {
  const disk = { ...volume, origin: "/dev/sda1", point: "/" };
  const replica = { path: "/mnt/r", volume: disk, traits: undefined };
  assertEquals(
    checkSameRoots(MEMORY, { source: SOURCE, replica })?.reason,
    'the replica, "/mnt/r", is gone: at the end of the last pass, yesterday, ' +
      'it was on /dev/sdb1 (ext4, mounted at "/mnt") with 12 entries; ' +
      'it would be made anew on /dev/sda1 (ext4, mounted at "/")',
  );
});

Deno.test("checkSameRoots() tells of both roots in one refusal", () => {
  const refusal = checkSameRoots(MEMORY, {
    source: {
      path: "/mnt/s",
      traits: { identity: { dev: 9, ino: 8 }, bornMs: 8, volume: undefined },
      volume: undefined,
    },
    replica: found("/mnt/r", 9),
  });
  assertEquals(
    refusal?.reason.match(/the (source|replica), "[^"]*"/g),
    ['the source, "/mnt/s"', 'the replica, "/mnt/r"'],
  );
});

/** What the survey counted, what was done, and what is left of source and replica. */
const LEFT: Readonly<
  Record<string, [Counts, Partial<Deeds>, readonly [number, number]]>
> = {
  "what was made, in folders too that only the source had": [
    { source: 2, replica: 0, extra: 0 },
    { created: 3, copied: 4, isNew: true },
    [6, 6],
  ],
  "nothing of a new replica that stayed empty": [
    { source: 0, replica: 0, extra: 0 },
    { created: 1, isNew: true },
    [0, 0],
  ],
  "what was there and was not removed": [
    { source: 7, replica: 9, extra: 2 },
    { removed: 2 },
    [7, 7],
  ],
  "what was kept though the source lacks it": [
    { source: 7, replica: 9, extra: 2 },
    {},
    [7, 9],
  ],
  "nothing where all was removed": [
    { source: 0, replica: 9, extra: 9 },
    { removed: 9 },
    [0, 0],
  ],
  "all where only what killed passes left was removed": [
    { source: 3, replica: 3, extra: 0 },
    { removed: 5 },
    [3, 3],
  ],
  "nothing of a replica that nothing could be copied to": [
    { source: 3, replica: 0, extra: 0 },
    {},
    [3, 0],
  ],
};

type Counts = Parameters<typeof entriesLeft>[0];
type Deeds = Parameters<typeof entriesLeft>[1];

for (const [name, [counts, deeds, [source, replica]]] of Object.entries(LEFT)) {
  Deno.test(`entriesLeft() counts ${name}`, () => {
    const none = { created: 0, copied: 0, removed: 0, isNew: false };
    const left = entriesLeft(counts, { ...none, ...deeds });
    assertEquals(left, { source, replica });
  });
}
