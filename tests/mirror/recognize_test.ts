import { recognize } from "../../src/mirror/recognize.ts";
import type {
  FoundRoot,
  PairMemory,
  Recalled,
  RememberedRoot,
} from "../../src/model/safety/memory.ts";
import { assertEquals } from "../support/assert.ts";

const root = (ino: number): RememberedRoot => ({
  identity: { dev: 1, ino },
  bornMs: undefined,
  volume: undefined,
  entries: 4,
});

const MEMORY: PairMemory = {
  ended: "then",
  source: root(2),
  replica: root(3),
  marks: undefined,
};

function found(path: string, ino: number): FoundRoot {
  return { path, volume: undefined, traits: root(ino) };
}

/** How roots are recognized in a test; the replica is another folder unless `same`. */
interface Scene {
  readonly recalled?: Recalled;
  readonly same?: boolean;
  readonly accept?: boolean;
  readonly answer?: boolean;
  readonly stopped?: boolean;
}

/** Returns what came of it, what was asked and what was said. */
async function scene(
  { recalled, same = false, accept = false, answer = false, stopped = false }:
    Scene,
): Promise<{ result: string; asked: number; said: number }> {
  let [asked, said] = [0, 0];
  const result = await recognize(
    { source: found("/s", 2), replica: found("/r", same ? 3 : 9) },
    { acceptNewRoot: accept },
    {
      memory: {
        recall: () => Promise.resolve(recalled ?? known(false)),
        beginChanges: () => Promise.resolve(),
        remember: () => Promise.resolve(),
        recallContents: () => Promise.resolve(new Map()),
        rememberContents: () => Promise.resolve(),
      },
      listen: () => void said++,
      isStopped: () => stopped,
      askToGoOn: () => {
        asked++;
        return Promise.resolve(answer);
      },
    },
  );
  const word = result.kind === "ended"
    ? result.ending.kind
    : result.mayBeEmptied === true
    ? "go, emptied or not"
    : result.memory === undefined
    ? "go without memory"
    : "go";
  return { result: word, asked, said };
}

function known(isOfThisRun: boolean): Recalled {
  return { kind: "known", memory: MEMORY, isOfThisRun };
}

const SCENES: Readonly<Record<string, [Scene, string, number, number]>> = {
  "goes on with the folders of the last pass": [{ same: true }, "go", 0, 0],
  "goes on where nothing is remembered": [
    { recalled: { kind: "nothing" } },
    "go without memory",
    0,
    0,
  ],
  "refuses another folder if nobody says yes": [{}, "refused", 1, 0],
  "goes on with another folder if somebody says yes": [
    { answer: true },
    "go without memory",
    1,
    0,
  ],
  "goes on unasked with --accept-new-root, and says so": [
    { accept: true },
    "go without memory",
    0,
    1,
  ],
  "asks in spite of --accept-new-root once a pass of this run has ended": [
    { accept: true, recalled: known(true) },
    "refused",
    1,
    0,
  ],
  "accepts emptied folders with --accept-new-root": [
    { accept: true, same: true },
    "go, emptied or not",
    0,
    0,
  ],
  "accepts no emptied source with --accept-new-root that was empty before": [
    {
      accept: true,
      same: true,
      recalled: {
        kind: "known",
        memory: { ...MEMORY, source: { ...root(2), entries: 0 } },
        isOfThisRun: false,
      },
    },
    "go without memory",
    0,
    0,
  ],
  "accepts no emptied source with --accept-new-root once a pass of this run has ended":
    [
      { accept: true, same: true, recalled: known(true) },
      "go",
      0,
      0,
    ],
  "tells of a stop while it asked": [{ stopped: true }, "stopped", 1, 0],
  "ends for good with what cannot be read": [
    {
      recalled: { kind: "unreadable", refusal: { reason: "r", remedy: "R" } },
    },
    "unfit",
    0,
    0,
  ],
};

for (const [name, [given, result, asked, said]] of Object.entries(SCENES)) {
  Deno.test(`recognize() ${name}`, async () => {
    assertEquals(await scene(given), { result, asked, said });
  });
}
