import type { Place, RootState } from "../../../src/model/roots/place.ts";
import type { RootTraits } from "../../../src/model/roots/root_traits.ts";
import {
  checkRoots,
  type RootsVerdict,
} from "../../../src/model/roots/roots.ts";
import type { FoundRoot } from "../../../src/model/safety/memory.ts";
import { assert, assertEquals, assertMatch } from "../../support/assert.ts";
import { folderAt, missingAt, placeAt } from "../../support/places.ts";

const SOURCE = folderAt("/s", { ino: 5 });
const REPLICA = folderAt("/r", { ino: 6 });

Deno.test("checkRoots() lets two folders side by side be mirrored, by path and identity", () => {
  assertEquals(check(SOURCE, REPLICA), {
    kind: "ready",
    source: foundAt("/s", 5),
    replica: foundAt("/r", 6),
    own: {
      log: { source: undefined, replica: undefined },
      state: { source: undefined, replica: undefined },
      summary: { source: undefined, replica: undefined },
    },
  });
});

function foundAt(
  path: string,
  ino: number,
): FoundRoot & { traits: RootTraits } {
  const volume = undefined;
  const traits = { identity: { dev: 1, ino }, bornMs: undefined, volume };
  return { path, volume, traits };
}

Deno.test("checkRoots() lets a replica be made that is not there", () => {
  const verdict = check(SOURCE, missingAt("/r"));
  assert(verdict.kind === "ready");
  assertEquals(verdict.replica, {
    path: "/r",
    volume: undefined,
    traits: undefined,
  });
});

Deno.test("checkRoots() tells of a source that is not there, by its real path", () => {
  assertEquals(check(missingAt("/s"), REPLICA), {
    kind: "no source",
    path: "/s",
  });
});

const UNFIT: RootState = { status: "unfit", named: "/x", what: "a file" };
const ASTRAY: RootState = { status: "led astray", link: "/l", owner: 7 };
const FAILED: RootState = {
  status: "failed",
  named: "/x",
  reason: "permission denied",
};

const REFUSED: Readonly<Record<string, [RootState, RootState, RegExp]>> = {
  "a source that is a file": [
    UNFIT,
    REPLICA,
    /^the source, "\/x", is a file, not/,
  ],
  "a replica that is a file": [
    SOURCE,
    UNFIT,
    /^the replica, "\/x", is a file, not/,
  ],
  "a source behind somebody else's link": [
    ASTRAY,
    REPLICA,
    /^the source is reached through the link "\/l", which belongs to user 7/,
  ],
  "a replica behind somebody else's link": [
    SOURCE,
    ASTRAY,
    /^the replica is reached through the link "\/l", which belongs to user 7/,
  ],
  "the top of the tree as replica": [
    SOURCE,
    folderAt("/"),
    /^the replica is the top of a file tree, "\/"$/,
  ],
  "a drive as replica": [SOURCE, folderAt("C:\\"), /top of a file tree/],
  "a drive without a slash as replica": [
    SOURCE,
    folderAt("d:"),
    /top of a file tree/,
  ],
  "the top of a network share as replica": [
    SOURCE,
    folderAt("\\\\server\\share\\"),
    /top of a file tree/,
  ],
  "roots that overlap": [SOURCE, folderAt("/s/r"), /inside the source/],
  "a missing source that would hold the replica": [
    missingAt("/r/s"),
    REPLICA,
    /inside the replica/,
  ],
};

for (const [name, [source, replica, reason]] of Object.entries(REFUSED)) {
  Deno.test(`checkRoots() refuses ${name} and says what to do`, () => {
    const verdict = check(source, replica);
    assert(verdict.kind === "refused", verdict.kind);
    assertMatch(verdict.reason, reason);
    assertMatch(verdict.remedy, /^Name /);
  });
}

Deno.test("checkRoots() allows a folder on a network share, or below a drive, as replica", () => {
  for (const path of ["\\\\server\\share\\r", "C:\\r"]) {
    assertEquals(check(SOURCE, folderAt(path)).kind, "ready");
  }
});

Deno.test("checkRoots() takes a root that cannot be looked at for unavailable, not for empty", () => {
  assertEquals(check(FAILED, REPLICA), {
    kind: "unavailable",
    reason: 'cannot open the source, "/x": permission denied',
  });
  assertEquals(check(SOURCE, FAILED), {
    kind: "unavailable",
    reason: 'cannot open the replica, "/x": permission denied',
  });
});

const OWN: Readonly<
  Record<string, [Place, string | undefined, string | undefined]>
> = {
  "nowhere if they lie elsewhere": [placeAt("/x/log"), undefined, undefined],
  "in the source": [placeAt("/s/logs/log"), "logs/log", undefined],
  "in the replica": [placeAt("/r/log"), undefined, "log"],
  "in the replica by another way in": [
    placeAt("/x/y/log", { above: [9, 6, 1] }),
    undefined,
    "y/log",
  ],
  "not in a folder whose name only begins alike": [
    placeAt("/s2/log"),
    undefined,
    undefined,
  ],
};

for (const [name, [place, source, replica]] of Object.entries(OWN)) {
  Deno.test(`checkRoots() finds lockstep's own files ${name}`, () => {
    const verdict = checkRoots({
      source: SOURCE,
      replica: REPLICA,
      log: place,
      state: place,
      summary: place,
    });
    assert(verdict.kind === "ready");
    assertEquals<unknown>(verdict.own, {
      log: { source, replica },
      state: { source, replica },
      summary: { source, replica },
    });
  });
}

Deno.test("checkRoots() finds the log in a replica that is yet to be made", () => {
  const verdict = checkRoots({
    source: SOURCE,
    replica: missingAt("/r"),
    log: placeAt("/r/new/log"),
    state: undefined,
  });
  assert(verdict.kind === "ready");
  assertEquals<unknown>(verdict.own.log.replica, "new/log");
});

Deno.test("checkRoots() finds the log below a drive with slashes of the trees", () => {
  const verdict = checkRoots({
    source: folderAt("C:\\s"),
    replica: folderAt("C:\\r"),
    log: placeAt("C:\\s\\logs\\log"),
    state: undefined,
  });
  assert(verdict.kind === "ready");
  assertEquals<unknown>(verdict.own.log.source, "logs/log");
});

function check(source: RootState, replica: RootState): RootsVerdict {
  return checkRoots({ source, replica, log: undefined, state: undefined });
}
