import fc from "fast-check";
import {
  type KeepRule,
  type KnownPass,
  passesToThin,
} from "../../../src/model/trash/thinning.ts";
import { passName } from "../../../src/model/trash/trash.ts";
import { propertyRuns } from "../../property/runs.ts";
import { assert, assertEquals } from "../../support/assert.ts";

const NOW = 1_000_000;

function pass(time: number, hasVersions = true): KnownPass {
  return { name: passName(time), hasVersions };
}

const passes = [pass(100), pass(200), pass(300, false), pass(400), pass(500)];

const CASES: Readonly<Record<string, [KeepRule, readonly number[]]>> = {
  "nothing that is as old as the age": [{ ageMs: NOW - 200 }, [100]],
  "nothing of the latest": [{ passes: 2 }, [100, 200, 300]],
  "nothing, where there are fewer": [{ passes: 4 }, []],
  "what neither keeps": [{ ageMs: NOW - 200, passes: 2 }, [100]],
  "what neither keeps, the other way round": [
    { ageMs: 1, passes: 3 },
    [100],
  ],
};

for (const [what, [rule, gone]] of Object.entries(CASES)) {
  Deno.test(`passesToThin() gives ${what}`, () => {
    assertEquals(passesToThin(passes, rule, NOW), gone.map(passName));
  });
}

Deno.test("passesToThin() gives always the oldest passes, whatever the rule", () => {
  const rule = fc.record({
    ageMs: fc.option(fc.nat({ max: 1000 }), { nil: undefined }),
    passes: fc.option(fc.nat({ max: 10 }), { nil: undefined }),
  });
  const times = fc.uniqueArray(fc.nat({ max: 1000 }));
  fc.assert(
    fc.property(times, fc.array(fc.boolean()), rule, (times, kept, rule) => {
      const known = times.map((time, index) => pass(time, kept[index] ?? true));
      const gone = passesToThin(known, rule, 1000);
      const sorted = known.map(({ name }) => name).sort();
      assertEquals(gone, sorted.slice(0, gone.length));
      const left = known.filter(({ name, hasVersions }) =>
        hasVersions && !gone.includes(name)
      );
      const all = known.filter(({ hasVersions }) => hasVersions);
      assert(left.length >= Math.min(rule.passes ?? 0, all.length));
    }),
    propertyRuns(),
  );
});
