import type { Outcome } from "../../../src/model/outcome/outcome.ts";
import { failed } from "../../../src/model/outcome/outcome.ts";
import {
  addOutcomes,
  EMPTY_TALLY,
  SUMMED,
  type Tally,
} from "../../../src/model/outcome/report.ts";
import type { RelativePath } from "../../../src/model/paths/path.ts";
import { assertEquals } from "../../support/assert.ts";

const path = "a" as RelativePath;
const problem = { path, doing: "read it", code: "EIO", reason: "broken" };

const CASES: Readonly<Record<string, [Outcome, Partial<Tally>]>> = {
  "something created": [{ status: "done", action: "created", path }, {
    created: 1,
  }],
  "a file copied, with its bytes": [
    { status: "done", action: "copied", path, bytes: 7 },
    { copied: 1, bytes: 7 },
  ],
  "a file updated, with its bytes": [
    { status: "done", action: "updated", path, bytes: 7 },
    { updated: 1, bytes: 7 },
  ],
  "metadata": [{ status: "done", action: "metadata", path }, { metadata: 1 }],
  "a removal": [{ status: "done", action: "removed", path }, { removed: 1 }],
  "nothing for what is unchanged, which the survey counts": [
    { status: "done", action: "unchanged", path },
    {},
  ],
  "what is not copied as skipped": [
    { status: "skipped", path, cause: "kind", reason: "FIFO" },
    { skipped: 1 },
  ],
  "what is newer as skipped": [
    { status: "skipped", path, cause: "newer", reason: "newer" },
    { skipped: 1 },
  ],
  "what is protected as skipped": [
    { status: "skipped", path, cause: "protected", reason: "log" },
    { skipped: 1 },
  ],
  "what changed meanwhile as skipped and as such": [
    { status: "skipped", path, cause: "meanwhile", reason: "gone" },
    { skipped: 1, meanwhile: 1 },
  ],
  "what decayed in the source as skipped and as such": [
    { status: "skipped", path, cause: "decayed", reason: "decayed" },
    { skipped: 1, decayed: 1 },
  ],
  "a failure": [failed(problem), { failed: 1 }],
};

for (const [name, [outcome, sum]] of Object.entries(CASES)) {
  Deno.test(`addOutcomes() counts ${name}`, () => {
    assertEquals(addOutcomes(EMPTY_TALLY, [outcome]), {
      ...EMPTY_TALLY,
      ...sum,
    });
  });
}

Deno.test("addOutcomes() adds to what was counted before and leaves that as it was", () => {
  const before: Tally = { ...EMPTY_TALLY, copied: 1, bytes: 10 };
  const copied = { status: "done", action: "copied", path, bytes: 5 } as const;
  assertEquals(
    addOutcomes(before, [copied, copied]),
    { ...EMPTY_TALLY, copied: 3, bytes: 20 },
  );
  assertEquals(before, { ...EMPTY_TALLY, copied: 1, bytes: 10 });
});

Deno.test("SUMMED names every count but those that are part of another or no count of paths", () => {
  const rest = Object.keys(EMPTY_TALLY).filter((name) =>
    !(SUMMED as readonly string[]).includes(name)
  );
  assertEquals(rest, ["meanwhile", "bytes", "kept", "decayed"]);
});
