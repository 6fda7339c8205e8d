import {
  type Evidence,
  judgePast,
  type Past,
  UNTIL_NOW,
} from "../../../src/model/trash/history.ts";
import { assertEquals } from "../../support/assert.ts";

interface Case {
  readonly evidence: readonly Evidence[];
  readonly until?: number;
  readonly past: Past;
}

const CASES: Readonly<Record<string, Case>> = {
  "what no pass has touched is that of today": {
    evidence: [],
    past: { kind: "present" },
  },
  "what a new folder brought was not there before": {
    evidence: [],
    until: 3,
    past: { kind: "none" },
  },
  "what a pass made was not there before": {
    evidence: [{ pass: 2, kind: "absent" }, { pass: 4, kind: "file" }],
    past: { kind: "none" },
  },
  "what a pass took is what was there": {
    evidence: [{ pass: 2, kind: "file" }, { pass: 4, kind: "symlink" }],
    past: { kind: "kept", pass: 2, entry: "file" },
  },
  "what a pass took after another folder came in its place does not count": {
    evidence: [{ pass: 5, kind: "file" }],
    until: 5,
    past: { kind: "none" },
  },
  "a folder has what each pass took from it, and what is there still": {
    evidence: [{ pass: 1, kind: "directory" }, { pass: 4, kind: "directory" }],
    past: { kind: "folder", passes: [1, 4], until: UNTIL_NOW },
  },
  "a folder that was made anew ends there": {
    evidence: [
      { pass: 1, kind: "directory" },
      { pass: 3, kind: "absent" },
      { pass: 4, kind: "directory" },
    ],
    past: { kind: "folder", passes: [1], until: 3 },
  },
  "a folder that became a file, which was kept later, ends there": {
    evidence: [{ pass: 1, kind: "directory" }, { pass: 6, kind: "file" }],
    past: { kind: "folder", passes: [1], until: 6 },
  },
  "a folder ends with the one it is in": {
    evidence: [{ pass: 1, kind: "directory" }, { pass: 6, kind: "directory" }],
    until: 5,
    past: { kind: "folder", passes: [1], until: 5 },
  },
};

for (
  const [what, { evidence, until = UNTIL_NOW, past }] of Object.entries(CASES)
) {
  Deno.test(`judgePast(): ${what}`, () => {
    assertEquals(judgePast(evidence, until), past);
  });
}
