import type { DoneOutcome, Outcome } from "../../src/model/outcome/outcome.ts";
import { addOutcomes, EMPTY_TALLY } from "../../src/model/outcome/report.ts";
import type { RelativePath } from "../../src/model/paths/path.ts";
import { planLines } from "../../src/output/plan_text.ts";
import { PlanView } from "../../src/output/plan_view.ts";
import { assertEquals } from "../support/assert.ts";
import { passReport } from "../support/reports.ts";

interface Look {
  readonly quiet?: boolean;
  readonly job?: string;
  readonly suspended?: number;
  readonly view?: PlanView;
}

function linesOf(
  outcomes: readonly Outcome[],
  { quiet = false, job, suspended = 0, view = new PlanView() }: Look = {},
): readonly string[] {
  view.hear({ kind: "outcomes", outcomes });
  const tally = addOutcomes({ ...EMPTY_TALLY, unchanged: 7 }, outcomes);
  const options = {
    source: "/source",
    replica: "/replica",
    ...(job === undefined ? {} : { job }),
    quiet,
    paint: (text: string) => text,
  };
  const report = passReport({ tally, suspended });
  return planLines(view, { report, options });
}

function done(
  action: "created" | "copied" | "updated" | "removed" | "unchanged",
  path: string,
  bytes?: number,
): DoneOutcome {
  return { status: "done", action, path: path as RelativePath, bytes };
}

Deno.test("planLines() lists a short plan by path, with sizes, and sums it up", () => {
  const path = "pipe" as RelativePath;
  assertEquals(
    linesOf([
      done("copied", "new/b\n.txt", 2048),
      done("created", "new"),
      { ...done("removed", "z"), freed: 5 },
      done("unchanged", "same"),
      {
        status: "done",
        action: "updated",
        path: "a" as RelativePath,
        bytes: 3,
        reason: "size",
      },
      { status: "skipped", path, cause: "kind", reason: "FIFO" },
      {
        status: "failed",
        path: "" as RelativePath,
        problem: {
          path: "" as RelativePath,
          doing: "read it",
          code: "EIO",
          reason: "no",
        },
      },
    ]),
    [
      'Plan to make "/replica" equal to "/source":',
      "",
      '  update "a" 3 B (size)',
      '  create "new"',
      String.raw`  copy   "new/b\n.txt" 2 KiB`,
      '  remove "z" 5 B',
      "",
      '  skip   "pipe" (FIFO)',
      '  fail   "." (cannot read it: no (EIO))',
      "",
      "In all: create 1, copy 1 (2 KiB), update 1 (3 B), remove 1 (5 B); skip 1, fail 1, 7 unchanged",
      "Safety checks: nothing against it",
    ],
  );
});

const MOVED = { seconds: 1, nanos: 5 };

Deno.test("planLines() tells a rename once, what a pass does for it, and what is only spelled otherwise", () => {
  const lines = linesOf([
    { ...done("removed", "old"), freed: 2048, modified: MOVED },
    { ...done("copied", "a/new", 2048), modified: MOVED },
    { ...done("updated", "B"), was: "b" },
    done("copied", "n", 1),
  ]);
  assertEquals(lines.slice(2), [
    '  rename "b" -> "B" (in place)',
    '  copy   "n" 1 B',
    '  rename "old" -> "a/new" 2 KiB',
    "",
    "In all: copy 2 (2 KiB), update 1, remove 1 (2 KiB); 7 unchanged",
    "Renames: 1, by size and time; a pass copies them anew (2 KiB) and removes the old ones, as counted above",
    "Spellings: 1, changed in place; nothing is copied for them",
    "Safety checks: nothing against it",
  ]);
});

Deno.test("planLines() tells a folder of many files that moved in one line", () => {
  const files = Array.from({ length: 80 }, (_, nanos) => {
    const modified = { seconds: 1, nanos };
    return [
      { ...done("removed", `old/${nanos}`), freed: 1, modified },
      { ...done("copied", `new/${nanos}`, 1), modified },
    ];
  });
  const folders = [done("removed", "old"), done("created", "new")];
  assertEquals(
    linesOf([...files.flat(), ...folders])[2],
    [
      '  rename "old" -> "new" with 80 entries in it, 80 B',
    ][0],
  );
});

Deno.test("planLines() counts renames in the folders of a long plan, each step once", () => {
  const copies = Array.from(
    { length: 150 },
    (_, index) => done("copied", `a/${index}`, 1024),
  );
  const moved = [
    { ...done("removed", "b/old"), freed: 5, modified: MOVED },
    { ...done("copied", "c/new", 5), modified: MOVED },
  ];
  assertEquals(linesOf([...moved, ...copies]).slice(2, 4), [
    '  "a": copy 150 (150 KiB)',
    '  "c": rename 1 (5 B)',
  ]);
});

Deno.test("planLines() says that it did not look for renames among too many changes", () => {
  const view = new PlanView({ mostHeld: 1 });
  const lines = linesOf([
    { ...done("removed", "old"), freed: 5, modified: MOVED },
    { ...done("copied", "new", 5), modified: MOVED },
  ], { view });
  assertEquals(lines.slice(2, 4), ['  copy   "new" 5 B', '  remove "old" 5 B']);
  assertEquals(lines.slice(-2, -1), [
    "Renames: not looked for, there are too many changes",
  ]);
});

Deno.test("planLines() tells a long plan by folders", () => {
  const copies = Array.from(
    { length: 150 },
    (_, index) => done("copied", `${index < 100 ? "a" : "b/c"}/${index}`, 1024),
  );
  assertEquals(linesOf([...copies, done("removed", "a/old")]).slice(2), [
    '  "a": copy 100 (100 KiB), remove 1',
    '  "b/c": copy 50 (50 KiB)',
    "",
    "In all: copy 150 (150 KiB), remove 1; 7 unchanged",
    "Safety checks: nothing against it",
  ]);
});

Deno.test("planLines() counts deep folders with those above them, and the rest of too many", () => {
  const deep = Array.from(
    { length: 200 },
    (_, index) => done("removed", `a/${index}/file`),
  );
  assertEquals(linesOf(deep)[2], '  "a" and below: remove 200');
  const wide = Array.from(
    { length: 200 },
    (_, index) => done("removed", `${index}/file`),
  );
  const lines = linesOf(wide);
  assertEquals(lines.length, 2 + 40 + 1 + 1 + 2);
  assertEquals(lines.at(-4), "  and in 160 folders more");
});

Deno.test("planLines() counts skips and failures beyond the first hundred", () => {
  const outcomes = Array.from({ length: 130 }, (_, index): Outcome => ({
    status: "skipped",
    path: `${index}` as RelativePath,
    cause: "kind",
    reason: "FIFO",
  }));
  assertEquals(linesOf(outcomes).at(-4), "  skip 30 more");
});

Deno.test("planLines() of nothing to do says so; quiet, it only sums up", () => {
  assertEquals(linesOf([], { quiet: true }), [
    "In all: nothing to do; 7 unchanged",
    "Safety checks: nothing against it",
  ]);
});

Deno.test("planLines() tells each safety check with what helps, or that it is allowed", () => {
  const view = new PlanView();
  view.judge({
    refusal: { reason: "too much", remedy: "Add --yes" },
    allowed: false,
  });
  view.judge({
    refusal: { reason: "too\nodd", remedy: "" },
    allowed: true,
  });
  assertEquals(linesOf([], { quiet: true, view }).slice(1), [
    "Safety checks: refused: too much. Add --yes",
    String.raw`Safety checks: allowed by --yes: too\nodd`,
  ]);
});

Deno.test("planLines() says where nothing is removed because it could not be read", () => {
  assertEquals(linesOf([], { quiet: true, suspended: 1 }), [
    "In all: nothing to do; 7 unchanged",
    "Removals: suspended below 1 folder that could not be read in the source",
    "Safety checks: nothing against it",
  ]);
});

Deno.test("planLines() names the job: before the plan, or before each line of its sums", () => {
  const [head] = linesOf([], { job: "photos" });
  assertEquals(head, 'photos: Plan to make "/replica" equal to "/source":');
  assertEquals(linesOf([], { job: "photos", quiet: true }), [
    "photos: In all: nothing to do; 7 unchanged",
    "photos: Safety checks: nothing against it",
  ]);
});
