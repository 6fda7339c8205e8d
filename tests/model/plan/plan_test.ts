import fc from "fast-check";
import { type RelativePath, ROOT } from "../../../src/model/paths/path.ts";
import { makePlan, type PlanOptions } from "../../../src/model/plan/plan.ts";
import type { FolderSteps, Step } from "../../../src/model/plan/step.ts";
import type {
  Difference,
  FolderDifferences,
} from "../../../src/model/plan/survey.ts";
import { propertyRuns } from "../../property/runs.ts";
import { assert, assertEquals } from "../../support/assert.ts";
import { fileEntry, folderEntry, linkEntry } from "../../support/entries.ts";
import { EMPTY_PLAN } from "../../support/plans.ts";

const OPTIONS: PlanOptions = {
  hardLinks: [],
  removals: true,
  rootIsNew: false,
};
const FOLDER = "f" as RelativePath;

type Phase = "clean" | "write" | "remove";

const STEPS: Readonly<Record<string, [Difference, Phase, Step]>> = {
  "what is missing": [
    { kind: "missing", name: "n", entry: "symlink" },
    "write",
    { kind: "create", name: "n", entry: "symlink" },
  ],
  "what changed, expecting what the replica had": [
    {
      kind: "changed",
      name: "n",
      reason: "size",
      source: fileEntry(),
      replica: fileEntry({ size: 9 }),
    },
    "write",
    {
      kind: "update",
      name: "n",
      reason: "size",
      expected: fileEntry({ size: 9 }),
    },
  ],
  "what has another type, expecting what the replica had": [
    { kind: "retyped", name: "n", source: "file", replica: folderEntry() },
    "write",
    { kind: "retype", name: "n", entry: "file", expected: folderEntry() },
  ],
  "metadata, expecting both sides as they were": [
    {
      kind: "metadata",
      name: "n",
      parts: ["mode"],
      source: fileEntry(),
      replica: fileEntry({ mode: 0 }),
    },
    "write",
    {
      kind: "metadata",
      name: "n",
      parts: ["mode"],
      source: fileEntry(),
      expected: fileEntry({ mode: 0 }),
    },
  ],
  "what only the replica has": [
    { kind: "extra", name: "n", entry: "directory" },
    "remove",
    {
      kind: "remove",
      name: "n",
      entry: "directory",
      leftover: false,
      within: false,
    },
  ],
  "what a killed pass left": [
    { kind: "leftover", name: "n", entry: "file" },
    "clean",
    { kind: "remove", name: "n", entry: "file", leftover: true, within: false },
  ],
};

for (const [name, [difference, phase, step]] of Object.entries(STEPS)) {
  Deno.test(`makePlan() plans ${name}, and puts the folder right afterwards`, () => {
    const found = [{ folder: FOLDER, differences: [difference], parts: [] }];
    assertEquals(makePlan(found, OPTIONS), {
      ...EMPTY_PLAN,
      [phase]: [{ folder: FOLDER, steps: [step] }],
      stamp: [{ folder: FOLDER, parts: [] }],
    });
  });
}

Deno.test("makePlan() plans nothing where nothing differs", () => {
  assertEquals(makePlan([], OPTIONS), EMPTY_PLAN);
});

Deno.test("makePlan() puts a replica right that was just made", () => {
  assertEquals(makePlan([], { ...OPTIONS, rootIsNew: true }), {
    ...EMPTY_PLAN,
    stamp: [{ folder: ROOT, parts: [] }],
  });
});

Deno.test("makePlan() keeps extras, and does not touch their folder, with removals off", () => {
  const extra: Difference = { kind: "extra", name: "n", entry: "file" };
  const found = [{ folder: FOLDER, differences: [extra], parts: [] }];
  assertEquals(makePlan(found, { ...OPTIONS, removals: false }), EMPTY_PLAN);
});

Deno.test("makePlan() cleans up what a killed pass left even with removals off", () => {
  const left: Difference = { kind: "leftover", name: "n", entry: "file" };
  const found = [{ folder: FOLDER, differences: [left], parts: [] }];
  const plan = makePlan(found, { ...OPTIONS, removals: false });
  assertEquals(plan.clean.length, 1);
});

Deno.test("makePlan() keeps what differs of a folder that is reported in pieces", () => {
  const missing: Difference = { kind: "missing", name: "n", entry: "file" };
  const whole = { folder: FOLDER, differences: [], parts: ["mode"] as const };
  const piece = { folder: FOLDER, differences: [missing], parts: [] };
  for (const found of [[whole, piece], [piece, whole]]) {
    assertEquals(makePlan(found, OPTIONS).stamp, [
      { folder: FOLDER, parts: ["mode"] },
    ]);
  }
});

const entry = fc.constantFrom(fileEntry(), folderEntry(), linkEntry());
const name = fc.string({ minLength: 1, maxLength: 3 });
const kind = fc.constantFrom(
  ...["file", "directory", "symlink"] as const,
);

const difference: fc.Arbitrary<Difference> = fc.oneof(
  fc.record({ kind: fc.constant("missing" as const), name, entry: kind }),
  fc.record({ kind: fc.constant("extra" as const), name, entry: kind }),
  fc.record({ kind: fc.constant("leftover" as const), name, entry: kind }),
  fc.record({
    kind: fc.constant("changed" as const),
    name,
    reason: fc.constant("size" as const),
    source: entry,
    replica: entry,
  }),
  fc.record({
    kind: fc.constant("retyped" as const),
    name,
    source: kind,
    replica: entry,
  }),
  fc.record({
    kind: fc.constant("metadata" as const),
    name,
    parts: fc.constant(["time"] as const),
    source: entry,
    replica: entry,
  }),
);

const found: fc.Arbitrary<readonly FolderDifferences[]> = fc.array(
  fc.record({
    folder: fc.constantFrom("", "a", "a/b", "c").map((path) =>
      path as RelativePath
    ),
    differences: fc.array(difference, { maxLength: 4 }),
    parts: fc.constantFrom([], ["mode"] as const, ["time"] as const),
  }),
  { maxLength: 6 },
);

const options: fc.Arbitrary<PlanOptions> = fc.record({
  hardLinks: fc.constant([]),
  removals: fc.boolean(),
  rootIsNew: fc.boolean(),
});

Deno.test("makePlan() makes every difference exactly one step of the right phase", () => {
  fc.assert(
    fc.property(found, options, (found, options) => {
      const plan = makePlan(found, options);
      const of = (...kinds: Difference["kind"][]): readonly string[] =>
        found.flatMap(({ folder, differences }) =>
          differences.filter(({ kind }) => kinds.includes(kind))
            .map(({ name }) => `${folder}/${name}`)
        );
      const extras = options.removals ? of("extra") : [];
      assertEquals(namesOfSteps(plan.clean), of("leftover"));
      assertEquals(
        namesOfSteps(plan.write),
        of("missing", "changed", "retyped", "metadata"),
      );
      assertEquals(namesOfSteps(plan.remove), extras);
    }),
    propertyRuns(),
  );
});

Deno.test("makePlan() puts every folder right that it disturbs or that differs, and none twice", () => {
  fc.assert(
    fc.property(found, options, (found, options) => {
      const { clean, write, remove, stamp } = makePlan(found, options);
      const stamped = stamp.map(({ folder }) => folder);
      assertEquals(new Set(stamped).size, stamped.length);
      const wanted = new Set([
        ...[...clean, ...write, ...remove].map(({ folder }) => folder),
        ...found.filter(({ parts }) => parts.length > 0)
          .map(({ folder }) => folder),
        ...(options.rootIsNew ? [ROOT] : []),
      ]);
      assertEquals(new Set(stamped), wanted);
    }),
    propertyRuns(),
  );
});

Deno.test("makePlan() makes no folder's list of steps empty", () => {
  fc.assert(
    fc.property(found, options, (found, options) => {
      const { clean, write, remove } = makePlan(found, options);
      for (const { steps } of [...clean, ...write, ...remove]) {
        assert(steps.length > 0);
      }
    }),
    propertyRuns(),
  );
});

function namesOfSteps(work: readonly FolderSteps[]): readonly string[] {
  return work.flatMap(({ folder, steps }) =>
    steps.map(({ name }) => `${folder}/${name}`)
  );
}
