import fc from "fast-check";
import type { ProgressPhase } from "../../src/model/outcome/progress.ts";
import { columnsOf } from "../../src/output/columns.ts";
import {
  describeStatus,
  renderStatus,
  type StatusView,
} from "../../src/output/status_line.ts";
import { assert, assertEquals } from "../support/assert.ts";

const MIB = 2 ** 20;

const COPYING: StatusView = {
  shown: {
    phase: "copying",
    done: { entries: 1234, bytes: 300 * MIB },
    total: { entries: 5678, bytes: 1024 * MIB, isWhole: true },
  },
  bytesPerMs: 120 * MIB / 1000,
  leftMs: 23_400,
  note: undefined,
  path: "holidays/2026/beach/waves.jpg",
};

const AT_WIDTHS: readonly (readonly [columns: number, line: string])[] = [
  [
    120,
    "copying: 28 %, 1234 of 5678 files, 300 MiB of 1 GiB, 120 MiB/s, 24 s left  holidays/2026/beach/waves.jpg",
  ],
  [
    100,
    "copying: 28 %, 1234 of 5678 files, 300 MiB of 1 GiB, 120 MiB/s, 24 s left  ...s/2026/beach/waves.jpg",
  ],
  [
    80,
    "copying: 28 %, 1234 of 5678 files, 300 MiB of 1 GiB, 24 s left  ...ach/waves.jpg",
  ],
  [60, "copying: 28 %, 1234 of 5678 files, 24 s left  ...h/waves.jpg"],
  [40, "copying: 28 %, 24 s left  ...h/waves.jpg"],
  [20, "copying: 28 %"],
  [7, "copying"],
  [3, "cop"],
  [0, ""],
];

for (const [columns, line] of AT_WIDTHS) {
  Deno.test(`renderStatus() says the most important in ${columns} columns`, () => {
    assertEquals(renderStatus(COPYING, columns), line);
  });
}

Deno.test('renderStatus() says "at least" and neither share nor time as long as not all is known', () => {
  const total = { entries: 2000, bytes: 500 * MIB, isWhole: false };
  const shown = { ...COPYING.shown, total };
  const view = { ...COPYING, shown, leftMs: undefined, path: undefined };
  assertEquals(
    renderStatus(view, 200),
    "copying: 1234 of at least 2000 files, 300 MiB of at least 500 MiB, 120 MiB/s",
  );
});

Deno.test("renderStatus() says only what is done where that is all that is known", () => {
  const { done } = COPYING.shown;
  for (const total of [undefined, { ...done, isWhole: false }]) {
    const shown = { phase: "copying", done, total } as const;
    const view = { ...COPYING, shown, leftMs: undefined, path: undefined };
    assertEquals(
      renderStatus(view, 200),
      "copying: 1234 files, 300 MiB, 120 MiB/s",
    );
  }
});

Deno.test("renderStatus() begins with the job, as lines of the log do", () => {
  const view = { ...COPYING, job: "photos\n" };
  assertEquals(renderStatus(view, 40), "[photos\\n] copying: 28 %, 24 s left");
  assertEquals(renderStatus(view, 5), "[phot");
});

const EMPTY = { bytesPerMs: undefined, leftMs: undefined, note: undefined };

for (
  const [phase, line] of [
    ["comparing", "comparing: 1 entry"],
    ["measuring", "looking how much there is to copy: 1 file"],
    ["planning", "planning: 1 entry"],
    ["removing", "removing: 1 entry"],
    ["flushing", "flushing what was written"],
    ["finishing", "finishing folders"],
    ["listing", "listing: 1 file"],
  ] as const satisfies readonly (readonly [ProgressPhase, string])[]
) {
  Deno.test(`describeStatus() says "${line}"`, () => {
    const done = { entries: 1, bytes: 0 };
    const shown = { phase, done, total: undefined };
    assertEquals(
      describeStatus({ ...EMPTY, shown, path: "left out" }),
      line,
    );
  });
}

for (
  const [leftMs, words] of [
    [400, "1 s left"],
    [119_000, "119 s left"],
    [120_001, "3 min left"],
    [7_200_000, "2 h 0 min left"],
    [100_000_000, "27 h 47 min left"],
  ] as const
) {
  Deno.test(`renderStatus() says "${words}"`, () => {
    assert(renderStatus({ ...COPYING, leftMs }, 200).includes(`, ${words}  `));
  });
}

Deno.test("renderStatus() lets no control character of a name out", () => {
  const path = "a\n\u001b[2Jb\u202ec\ud800";
  const line = renderStatus({ ...COPYING, path }, 200);
  assert(line.endsWith("  a\\n\\u001b[2Jb\\u202ec\\ud800"), line);
});

const arbitraryView: fc.Arbitrary<StatusView> = fc.record({
  shown: fc.record({
    phase: fc.constantFrom<ProgressPhase>(
      "comparing",
      "copying",
      "flushing",
      "removing",
      "finishing",
      "listing",
    ),
    done: fc.record({ entries: fc.nat(), bytes: fc.maxSafeNat() }),
    total: fc.option(
      fc.record({
        entries: fc.nat(),
        bytes: fc.maxSafeNat(),
        isWhole: fc.boolean(),
      }),
      { nil: undefined },
    ),
  }),
  bytesPerMs: fc.option(fc.nat(), { nil: undefined }),
  leftMs: fc.option(fc.nat(), { nil: undefined }),
  note: fc.option(fc.constant("3 differences"), { nil: undefined }),
  path: fc.option(
    fc.string({
      unit: fc.oneof(
        fc.string({ unit: "binary", maxLength: 1 }),
        fc.constantFrom("\u65e5", "\u{1f600}", "a\u0301", "\n", "\ud800"),
      ),
    }),
    { nil: undefined },
  ),
});

Deno.test("renderStatus() is one line that fits into any width, whatever there is to say", () => {
  fc.assert(fc.property(arbitraryView, fc.nat(200), (view, columns) => {
    const line = renderStatus(view, columns);
    assert(columnsOf(line) <= columns, line);
    assert(
      !/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u.test(line),
      line,
    );
  }));
});
