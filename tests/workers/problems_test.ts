import { StillChanging } from "../../src/disk/copy.ts";
import { DiskError, GONE, type Side } from "../../src/disk/disk.ts";
import { Stopped } from "../../src/disk/stop.ts";
import type { RelativePath } from "../../src/model/paths/path.ts";
import {
  ChangedMeanwhile,
  notCopied,
  toOutcome,
  unusable,
  withSeen,
} from "../../src/workers/problems.ts";
import { assert, assertEquals, assertThrows } from "../support/assert.ts";
import { otherEntry } from "../support/entries.ts";
import { codeOf } from "../support/open_folder.ts";

const path = "a/b" as RelativePath;

/** Codes of errors, on which side, and whether the path has only changed meanwhile. */
const ERRORS: readonly (readonly [string, Side, boolean])[] = [
  ["ENOENT", "source", true],
  ["ENOTDIR", "source", true],
  ["ELOOP", "source", true],
  [GONE, "source", true],
  ["EACCES", "source", false],
  ["EIO", "source", false],
  ["", "source", false],
  ["ENOENT", "replica", false],
  ["ENOSPC", "replica", false],
  ["ENOTDIR", "replica", true],
  ["ELOOP", "replica", true],
  ["EISDIR", "replica", true],
  [GONE, "replica", true],
  [GONE, "trash", false],
];

for (const [code, side, isMeanwhile] of ERRORS) {
  const verb = isMeanwhile ? "skips" : "fails";
  Deno.test(`toOutcome() ${verb} a path with "${code}" in the ${side}`, () => {
    const error = new DiskError("so it is", { doing: "read it", code, side });
    const outcome = toOutcome(error, path);
    if (isMeanwhile) {
      assert(outcome.status === "skipped");
      assertEquals([outcome.path, outcome.cause], [path, "meanwhile"]);
    } else {
      const reason = "so it is";
      const problem = { path, doing: "read it", code, reason };
      assertEquals(outcome, { status: "failed", path, problem });
    }
  });
}

Deno.test("toOutcome() fails a path of which a flush was refused, whatever the code", () => {
  const options = { doing: "flush it", side: "replica" } as const;
  const error = new DiskError("so it is", {
    ...options,
    code: GONE,
    unflushed: true,
  });
  assertEquals(toOutcome(error, path).status, "failed");
});

Deno.test("withSeen() skips what is no longer in the replica, and nothing else", () => {
  const codes = ERRORS.map(([code, side]) => {
    const error = new DiskError("so it is", { doing: "read it", code, side });
    const found = codeOf(() =>
      withSeen(() => {
        throw error;
      })
    );
    return found === code ? "as it was" : found;
  });
  assertEquals(
    codes,
    ERRORS.map(([code, side]) =>
      side === "replica" && code === "ENOENT" ? GONE : "as it was"
    ),
  );
});

for (const error of [new ChangedMeanwhile("it moved"), new StillChanging()]) {
  Deno.test(`toOutcome() skips a path after ${error.name}, with its words`, () => {
    assertEquals(toOutcome(error, path), {
      status: "skipped",
      path,
      cause: "meanwhile",
      reason: error.message,
    });
  });
}

for (const error of [new TypeError("a bug"), new Stopped()]) {
  Deno.test(`toOutcome() lets ${error.name} through`, () => {
    const type = error.constructor as new () => Error;
    assertThrows(() => toOutcome(error, path), type);
  });
}

Deno.test("notCopied() says what it is", () => {
  assertEquals(notCopied(path, otherEntry({ what: "socket" })), {
    status: "skipped",
    path,
    cause: "kind",
    reason: "socket: not copied",
  });
});

Deno.test("unusable() fails the path and says what helps", () => {
  const outcome = unusable("a/\uFFFD:" as RelativePath);
  assert(outcome.status === "failed");
  assertEquals(outcome.problem.code, "EILSEQ");
});

Deno.test("unusable() says what Windows has against a name", () => {
  const outcome = unusable("a/con.txt" as RelativePath);
  assert(outcome.status === "failed");
  assertEquals(outcome.problem.code, "EINVAL");
  assertEquals(
    outcome.problem.reason,
    "Windows keeps this name for a device. Rename it, with another system if need be",
  );
});
