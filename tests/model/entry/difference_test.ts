import {
  compare,
  type CompareRules,
  type Verdict,
} from "../../../src/model/entry/difference.ts";
import type { Entry } from "../../../src/model/entry/entry.ts";
import { assertEquals } from "../../support/assert.ts";
import {
  fileEntry,
  folderEntry,
  linkEntry,
  otherEntry,
} from "../../support/entries.ts";
import { FULL, LATER, RULES } from "../../support/rules.ts";

interface Case {
  readonly source: Entry;
  readonly replica: Entry;
  readonly rules?: Partial<CompareRules>;
  readonly verdict: Verdict;
}

const SAME: Verdict = { kind: "same" };
const UNDECIDED: Verdict = { kind: "undecided" };
const RETYPED: Verdict = { kind: "retyped" };
const METADATA_TIME: Verdict = { kind: "metadata", parts: ["time"] };

const CASES: Readonly<Record<string, Case>> = {
  "takes files of one size and time for the same": {
    source: fileEntry(),
    replica: fileEntry({ ino: 11 }),
    verdict: SAME,
  },
  "reports a file of another size, whatever its time": {
    source: fileEntry({ size: 5, mode: 0o600 }),
    replica: fileEntry(),
    verdict: { kind: "changed", reason: "size" },
  },
  "leaves files of one size and different times undecided": {
    source: fileEntry(LATER),
    replica: fileEntry(),
    verdict: UNDECIDED,
  },
  "leaves a replica file that is newer undecided as well": {
    source: fileEntry(),
    replica: fileEntry(LATER),
    verdict: UNDECIDED,
  },
  "leaves files of one time undecided if contents are wanted": {
    source: fileEntry(),
    replica: fileEntry(),
    rules: { contents: true },
    verdict: UNDECIDED,
  },
  "needs no reading to see that empty files are equal": {
    source: fileEntry({ size: 0, ...LATER }),
    replica: fileEntry({ size: 0 }),
    rules: { contents: true },
    verdict: METADATA_TIME,
  },
  "takes times less than a grain apart for one": {
    source: fileEntry({ mtimeNanos: 123_999_999 }),
    replica: fileEntry(),
    verdict: SAME,
  },
  "takes times a whole grain apart for two": {
    source: fileEntry({ mtimeNanos: 124_000_000 }),
    replica: fileEntry(),
    verdict: UNDECIDED,
  },
  "takes FAT's times less than 2 s apart for one": {
    source: fileEntry({ mtimeSeconds: 1_600_000_001, mtimeNanos: 999_999_999 }),
    replica: fileEntry({ mtimeNanos: 0 }),
    rules: { replica: { ...FULL, timeGrainNanos: 2_000_000_000 } },
    verdict: SAME,
  },
  "takes FAT's times 2 s apart for two": {
    source: fileEntry({ mtimeSeconds: 1_600_000_002 }),
    replica: fileEntry(),
    rules: { replica: { ...FULL, timeGrainNanos: 2_000_000_000 } },
    verdict: UNDECIDED,
  },
  "reports a mode that differs": {
    source: fileEntry({ mode: 0o600 }),
    replica: fileEntry(),
    verdict: { kind: "metadata", parts: ["mode"] },
  },
  "does not report modes that the replica cannot keep": {
    source: fileEntry({ mode: 0o600 }),
    replica: fileEntry(),
    rules: { replica: { ...FULL, modes: false } },
    verdict: SAME,
  },
  "reports a user that differs": {
    source: fileEntry({ uid: 0 }),
    replica: fileEntry(),
    verdict: { kind: "metadata", parts: ["owner"] },
  },
  "reports a group that differs": {
    source: fileEntry({ gid: 0 }),
    replica: fileEntry(),
    verdict: { kind: "metadata", parts: ["owner"] },
  },
  "does not report owners that nobody asked to keep": {
    source: fileEntry({ uid: 0 }),
    replica: fileEntry(),
    rules: { owner: false },
    verdict: SAME,
  },
  "does not report owners that the replica cannot keep": {
    source: fileEntry({ uid: 0 }),
    replica: fileEntry(),
    rules: { replica: { ...FULL, owners: false } },
    verdict: SAME,
  },
  "does not miss a setuid bit that was dropped for want of the owner": {
    source: fileEntry({ uid: 0, mode: 0o4755 }),
    replica: fileEntry({ mode: 0o755 }),
    rules: { owner: false },
    verdict: SAME,
  },
  "reports a setuid bit that somebody else's file has": {
    source: fileEntry({ uid: 0, mode: 0o4755 }),
    replica: fileEntry({ mode: 0o4755 }),
    rules: { owner: false },
    verdict: { kind: "metadata", parts: ["mode"] },
  },
  "reports owner, mode and time of a folder, in this order": {
    source: folderEntry({ uid: 0, mode: 0o700, ...LATER }),
    replica: folderEntry(),
    verdict: { kind: "metadata", parts: ["owner", "mode", "time"] },
  },
  "takes links with one target and time for the same, whatever their mode": {
    source: linkEntry({ mode: 0o777 }),
    replica: linkEntry({ mode: 0o755 }),
    verdict: SAME,
  },
  "reports a link with another target": {
    source: linkEntry({ target: "here" }),
    replica: linkEntry(),
    verdict: { kind: "changed", reason: "target" },
  },
  "reports a link's time": {
    source: linkEntry(LATER),
    replica: linkEntry(),
    verdict: METADATA_TIME,
  },
  "leaves a newer replica file alone with update": {
    source: fileEntry({ size: 5 }),
    replica: fileEntry(LATER),
    rules: { update: true },
    verdict: { kind: "newer" },
  },
  "sees a newer replica file by nanoseconds of a whole grain": {
    source: fileEntry({ mtimeNanos: 0 }),
    replica: fileEntry({ mtimeNanos: 1_000_000 }),
    rules: { update: true },
    verdict: { kind: "newer" },
  },
  "does not take a replica file for newer by less than a grain": {
    source: fileEntry({ mtimeNanos: 0, size: 5 }),
    replica: fileEntry({ mtimeNanos: 999_999 }),
    rules: { update: true },
    verdict: { kind: "changed", reason: "size" },
  },
  "does not protect an older replica file with update": {
    source: fileEntry({ size: 5, ...LATER }),
    replica: fileEntry(),
    rules: { update: true },
    verdict: { kind: "changed", reason: "size" },
  },
  "mends a newer folder or link with update": {
    source: folderEntry(),
    replica: folderEntry(LATER),
    rules: { update: true },
    verdict: METADATA_TIME,
  },
  "takes two special files of the same kind and device for equal": {
    source: otherEntry({ what: "block device", device: 0x0801 }),
    replica: otherEntry({ what: "block device", device: 0x0801, ino: 11 }),
    verdict: SAME,
  },
  "reports two special files of different kinds as retyped": {
    source: otherEntry({ what: "FIFO" }),
    replica: otherEntry({ what: "socket" }),
    verdict: RETYPED,
  },
  "reports another device": {
    source: otherEntry({ what: "block device", device: 0x0801 }),
    replica: otherEntry({ what: "block device", device: 0x0802, ...LATER }),
    verdict: { kind: "changed", reason: "device" },
  },
  "has mode and time of a special file mended": {
    source: otherEntry({ mode: 0o600, ...LATER }),
    replica: otherEntry(),
    verdict: { kind: "metadata", parts: ["mode", "time"] },
  },
};

for (
  const [name, { source, replica, rules, verdict }] of Object.entries(CASES)
) {
  Deno.test(`compare() ${name}`, () => {
    assertEquals(compare(source, replica, { ...RULES, ...rules }), verdict);
  });
}

Deno.test("compare() reports every two kinds that differ as retyped, even with update", () => {
  const entries = [fileEntry(), folderEntry(), linkEntry(), otherEntry()];
  for (const source of entries) {
    for (const replica of entries) {
      if (source.kind === replica.kind) continue;
      const newer = { ...replica, ...LATER };
      assertEquals(compare(source, newer, { ...RULES, update: true }), RETYPED);
    }
  }
});
