import {
  type Capabilities,
  mayBeLimitOfReplica,
  sameTime,
  type Verdict,
  wantedMode,
} from "../../../src/model/entry/difference.ts";
import { assertEquals } from "../../support/assert.ts";
import { fileEntry } from "../../support/entries.ts";

const FULL: Capabilities = {
  timeGrainNanos: 1_000_000,
  modes: true,
  owners: true,
};

const SAME: Verdict = { kind: "same" };
const UNDECIDED: Verdict = { kind: "undecided" };
const METADATA_TIME: Verdict = { kind: "metadata", parts: ["time"] };

const LIMITS: Readonly<Record<string, [Verdict, number, boolean]>> = {
  "any difference of metadata": [METADATA_TIME, 1e12, true],
  "an undecided file up to 2 s apart": [UNDECIDED, 2_000_000_000, true],
  "no undecided file further apart": [UNDECIDED, 2_000_000_001, false],
  "no other size": [{ kind: "changed", reason: "size" }, 1, false],
  "nothing where all is the same": [SAME, 0, false],
};

for (const [name, [verdict, nanos, expected]] of Object.entries(LIMITS)) {
  Deno.test(`mayBeLimitOfReplica() suspects ${name}`, () => {
    const source = fileEntry({
      mtimeSeconds: 1_600_000_000 + Math.floor(nanos / 1e9),
      mtimeNanos: nanos % 1e9,
    });
    const replica = fileEntry({ mtimeNanos: 0 });
    assertEquals(mayBeLimitOfReplica(verdict, source, replica), expected);
  });
}

Deno.test("sameTime() asks for equal times of a replica that keeps nanoseconds", () => {
  const exact = { ...FULL, timeGrainNanos: 1 };
  const [a, b] = [fileEntry(), fileEntry({ mtimeNanos: 123_000_001 })];
  assertEquals(sameTime(a, a, exact), true);
  assertEquals(sameTime(a, b, exact), false);
});

Deno.test("sameTime() compares across the border of a second and before 1970", () => {
  const a = fileEntry({ mtimeSeconds: -1, mtimeNanos: 999_500_000 });
  const b = fileEntry({ mtimeSeconds: 0, mtimeNanos: 400_000 });
  assertEquals(sameTime(a, b, FULL), true);
  assertEquals(sameTime(b, a, { ...FULL, timeGrainNanos: 900_000 }), false);
});

const MODES: Readonly<Record<string, [number, number, number, number]>> = {
  "keeps all bits where the owner is the same": [0o7755, 1000, 1000, 0o7755],
  "drops setuid and setgid of another user": [0o7755, 1, 1000, 0o1755],
  "drops setuid and setgid of another group": [0o6644, 1000, 1, 0o644],
  "keeps the sticky bit of another user": [0o1777, 1, 1, 0o1777],
};

for (const [name, [mode, uid, gid, expected]] of Object.entries(MODES)) {
  Deno.test(`wantedMode() ${name}`, () => {
    assertEquals(wantedMode(fileEntry({ mode }), { uid, gid }), expected);
  });
}
