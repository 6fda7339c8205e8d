import {
  EXIT,
  exitCode,
  type ExitFacts,
  planExit,
  SIGNAL_EXITS,
  unwrittenExit,
  worstExit,
} from "../../src/cli/exit_code.ts";
import type { Ending, Tally } from "../../src/model/outcome/report.ts";
import { assertEquals } from "../support/assert.ts";
import { readFile } from "../support/modules.ts";
import { passReport } from "../support/reports.ts";

const refusal = { reason: "", remedy: "" };

interface Case extends Partial<ExitFacts> {
  readonly ending?: Ending;
  readonly tally?: Partial<Tally>;
}

const STATUSES: Readonly<Record<string, [Case, number]>> = {
  "all is equal": [{}, 0],
  "much was done": [{ tally: { copied: 3, removed: 2, skipped: 1 } }, 0],
  "a path failed": [{ tally: { failed: 1 } }, 1],
  "a path failed and another changed meanwhile": [
    { tally: { failed: 1, meanwhile: 1 } },
    1,
  ],
  "the log failed": [{ logFailed: true }, 1],
  "the log failed and a path changed meanwhile": [
    { logFailed: true, tally: { meanwhile: 1 } },
    1,
  ],
  "a file has decayed in the source": [
    { tally: { decayed: 1, meanwhile: 1, skipped: 2 } },
    1,
  ],
  "paths changed meanwhile": [{ tally: { meanwhile: 2, skipped: 2 } }, 6],
  "the plan was refused": [{ ending: { kind: "refused", refusal } }, 3],
  "the plan was refused and the log failed": [
    { ending: { kind: "refused", refusal }, logFailed: true },
    3,
  ],
  "the roots do not fit": [{ ending: { kind: "unfit", refusal } }, 3],
  "a root is not there": [{ ending: { kind: "unavailable", reason: "" } }, 4],
  "a root went away after a path failed": [
    { ending: { kind: "unavailable", reason: "" }, tally: { failed: 1 } },
    4,
  ],
  "a thread was lost": [{ ending: { kind: "crashed", reason: "" } }, 1],
  "another is at work": [{ ending: { kind: "locked", holder: "" } }, 5],
  "it was stopped by SIGINT": [
    { ending: { kind: "stopped" }, stoppedBy: "SIGINT" },
    130,
  ],
  "it was stopped by SIGTERM": [
    { ending: { kind: "stopped" }, stoppedBy: "SIGTERM" },
    143,
  ],
  "it was stopped by SIGHUP": [
    { ending: { kind: "stopped" }, stoppedBy: "SIGHUP" },
    129,
  ],
  "it was stopped after a path failed": [
    {
      ending: { kind: "stopped" },
      stoppedBy: "SIGINT",
      tally: { failed: 1 },
    },
    130,
  ],
  "it was stopped between passes, the last of which was equal": [
    { stoppedBy: "SIGTERM" },
    0,
  ],
  "it was stopped between passes, in the last of which a path failed": [
    { stoppedBy: "SIGTERM", tally: { failed: 1 } },
    1,
  ],
};

for (const [name, [facts, expected]] of Object.entries(STATUSES)) {
  Deno.test(`exitCode() is ${expected} when ${name}`, () => {
    const { logFailed = false, stoppedBy, ...report } = facts;
    const status = exitCode(passReport(report), { logFailed, stoppedBy });
    assertEquals(status, expected);
  });
}

const PLANS: Readonly<Record<string, [Case, number]>> = {
  "there is nothing to do": [{ tally: { unchanged: 3, skipped: 1 } }, 0],
  "there is something to create": [{ tally: { created: 1 } }, 7],
  "there is something to copy": [{ tally: { copied: 1 } }, 7],
  "there is something to update": [{ tally: { updated: 1 } }, 7],
  "there is something to mend": [{ tally: { metadata: 1 } }, 7],
  "there is something to remove": [{ tally: { removed: 1 } }, 7],
  "there is something to do, and paths changed meanwhile": [
    { tally: { copied: 1, meanwhile: 1 } },
    7,
  ],
  "paths changed meanwhile": [{ tally: { meanwhile: 1 } }, 6],
  "there is something to do, and a path would fail": [
    { tally: { copied: 1, failed: 1 } },
    1,
  ],
  "there is something to do that would be refused": [
    { tally: { removed: 9 }, ending: { kind: "refused", refusal } },
    3,
  ],
  "it was stopped": [
    {
      tally: { copied: 1 },
      ending: { kind: "stopped" },
      stoppedBy: "SIGINT",
    },
    130,
  ],
};

for (const [name, [facts, expected]] of Object.entries(PLANS)) {
  Deno.test(`planExit() is ${expected} when ${name}`, () => {
    const { logFailed = false, stoppedBy, ...report } = facts;
    const status = planExit(passReport(report), { logFailed, stoppedBy });
    assertEquals(status, expected);
  });
}

Deno.test("unwrittenExit() is 1 where all was well, and keeps what was worse", () => {
  const fine = [EXIT.equal, EXIT.todo, EXIT.meanwhile];
  assertEquals(fine.map(unwrittenExit), [1, 1, 1]);
  const bad = [1, 2, 3, 4, 5, 130];
  assertEquals(bad.map(unwrittenExit), bad);
});

Deno.test("docs/behaviour.md describes every exit status", () => {
  const [, section = ""] = readFile("docs/behaviour.md")
    .split("## 10. Exit status");
  const rows = [...section.matchAll(/^\| ([\d, ]+) \|/gm)];
  const described = rows.flatMap(([, cell = ""]) => cell.split(", "));
  assertEquals(
    described.map(Number),
    [...Object.values(EXIT), ...Object.values(SIGNAL_EXITS)],
  );
});

for (
  const [statuses, worst] of [
    [[], 0],
    [[0, 0], 0],
    [[6, 0], 6],
    [[6, 7, 0], 7],
    [[7, 6, 5], 5],
    [[5, 4, 6], 4],
    [[4, 1], 1],
    [[1, 3, 4], 3],
    [[3, 143, 0], 143],
  ] as const
) {
  Deno.test(`worstExit() of ${JSON.stringify(statuses)} is ${worst}`, () => {
    assertEquals(worstExit(statuses), worst);
  });
}
