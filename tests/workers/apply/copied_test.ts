import type { RelativePath } from "../../../src/model/paths/path.ts";
import { copiedOutcome } from "../../../src/workers/apply/copied.ts";
import { assertEquals } from "../../support/assert.ts";
import { fileEntry } from "../../support/entries.ts";

const path = "a" as RelativePath;
const DROPPED = "setuid and setgid dropped, its owner is not kept";

/** The reason there was before, whether setuid was dropped, and the reason that is told. */
const REASONS: readonly (readonly [
  string | undefined,
  boolean,
  string | undefined,
])[] = [
  [undefined, false, undefined],
  ["size", false, "size"],
  [undefined, true, DROPPED],
  ["size", true, `size; ${DROPPED}`],
];

for (const [reason, droppedSetId, expected] of REASONS) {
  Deno.test(`copiedOutcome() gives as the reason: ${expected}`, () => {
    const source = fileEntry();
    const copied = {
      kind: "copied",
      source,
      bytes: 5,
      digest: "md5:00",
      droppedSetId,
      lost: undefined,
    } as const;
    const deed = reason === undefined
      ? { action: "copied" } as const
      : { action: "updated", reason } as const;
    assertEquals(copiedOutcome(path, copied, deed), {
      status: "done",
      action: deed.action,
      path,
      bytes: 5,
      reason: expected,
      digest: "md5:00",
      changed: { seconds: source.mtimeSeconds, nanos: source.mtimeNanos },
      kept: undefined,
    });
  });
}
