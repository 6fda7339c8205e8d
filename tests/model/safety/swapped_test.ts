import { ROOT } from "../../../src/model/paths/path.ts";
import type { Difference } from "../../../src/model/plan/survey.ts";
import type { PairMemory } from "../../../src/model/safety/memory.ts";
import { checkSwapped } from "../../../src/model/safety/swapped.ts";
import { assertEquals } from "../../support/assert.ts";
import { fileEntry } from "../../support/entries.ts";

/** A file that differs and is so many seconds newer in the replica. */
function newerBy(seconds: number): Difference {
  return {
    kind: "changed",
    name: `${seconds}`,
    reason: "content",
    source: fileEntry({ mtimeSeconds: 1000 }),
    replica: fileEntry({ mtimeSeconds: 1000 + seconds }),
  };
}

const root = {
  identity: { dev: 1, ino: 2 },
  bornMs: undefined,
  volume: undefined,
  entries: 9,
};
const MEMORY: PairMemory = {
  ended: "yesterday",
  source: root,
  replica: root,
  marks: undefined,
};

function reasonFor(
  { source = 10, replica = 12, differences = [newerBy(60)], memory }: {
    readonly source?: number;
    readonly replica?: number;
    readonly differences?: readonly Difference[];
    readonly memory?: PairMemory;
  },
): string | undefined {
  return checkSwapped({
    counts: { source, replica },
    found: [{ folder: ROOT, differences, parts: [] }],
    memory,
  })?.reason;
}

Deno.test("checkSwapped() says that the replica is fuller and newer than the source", () => {
  const differences = [newerBy(60), newerBy(9), newerBy(-60)];
  assertEquals(
    reasonFor({ differences }),
    "source and replica may be swapped: the replica has 2 entries more than " +
      "the source, and 2 files are newer in it (in the source: 1)",
  );
});

const FINE: Readonly<Record<string, Parameters<typeof reasonFor>[0]>> = {
  "a replica that is not fuller": { replica: 10 },
  "an empty source, which is refused for that": { source: 0 },
  "a replica in which nothing differs": { differences: [] },
  "as many newer files on either side": {
    differences: [newerBy(60), newerBy(-60)],
  },
  "times that a coarse file system may have rounded": {
    differences: [newerBy(2)],
  },
  "folders that were mirrored in this order before": { memory: MEMORY },
};

for (const [name, facts] of Object.entries(FINE)) {
  Deno.test(`checkSwapped() has nothing against ${name}`, () => {
    assertEquals(reasonFor(facts), undefined);
  });
}
