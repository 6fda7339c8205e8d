import { type CronExpression, parseCron } from "../../src/schedule/cron.ts";
import { assert, assertEquals } from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";

function cron(text: string): CronExpression {
  const parsed = parseCron(text);
  assert(parsed.kind === "cron", JSON.stringify(parsed));
  return parsed.cron;
}

function reasonOf(text: string): string | undefined {
  const parsed = parseCron(text);
  return parsed.kind === "wrong" ? parsed.reason : undefined;
}

/** Why a time zone cannot be chosen here, or `undefined` if it can. */
const noTimeZones = Deno.build.os === "windows"
  ? "Windows has a time zone of its own, whatever TZ says"
  : undefined;

/** Returns the starts that follow on a time, as clocks in Berlin show them. */
function startsInBerlin(expression: string, after: string): readonly string[] {
  const code = `
    import { parseCron } from ${JSON.stringify(MODULE)};
    const { cron } = parseCron(${JSON.stringify(expression)});
    let at = Date.parse(${JSON.stringify(after)});
    for (let count = 0; count < 4; count++) {
      at = cron.next(at);
      console.log(new Date(at).toString().slice(8, 24) + new Date(at).toString().slice(28, 33));
    }`;
  const { stdout, stderr } = new Deno.Command(Deno.execPath(), {
    args: ["eval", code],
    cwd: `${import.meta.dirname}/../..`,
    env: { TZ: "Europe/Berlin" },
  }).outputSync();
  const lines = new TextDecoder().decode(stdout).trim().split("\n");
  assertEquals(lines.length, 4, new TextDecoder().decode(stderr));
  return lines;
}

const MODULE = new URL("../../src/schedule/cron.ts", import.meta.url).href;

Deno.test("parseCron() tells the next start, which is later than the time asked about", () => {
  const { next, text } = cron("30 3 * * *");
  const day = new Date(2026, 10, 21, 3, 30).getTime();
  assertEquals(next(day - 1), day);
  assertEquals(next(day), new Date(2026, 10, 22, 3, 30).getTime());
  assertEquals(text, "30 3 * * *");
});

Deno.test("parseCron() knows names of days and the nicknames of cron", () => {
  const saturday = new Date(2026, 10, 21, 12).getTime();
  assertEquals(
    cron("0 3 * * mon-fri").next(saturday),
    new Date(2026, 10, 23, 3).getTime(),
  );
  assertEquals(cron("@hourly").next(saturday), saturday + 3_600_000);
});

for (
  const [text, reason] of [
    ["", "it has 0 fields"],
    ["3", "it has 1 field"],
    ["0 3 * *", "it has 4 fields"],
    ["0 0 3 * * *", "it has 6 fields"],
    ["61 * * * *", "invalid value for minute: 61"],
    ["0 0 32 * *", "invalid value for day: 32"],
    ["0 0 0 * *", "invalid value for day: 0"],
    ["0 0 * 13 *", "invalid value for month: 13"],
    ["0 0 * * 8", "invalid value for weekday: 8"],
    ["0 0 31 2 *", "no day ever fits it"],
    [
      "@reboot",
      "there are @hourly, @daily, @weekly, @monthly and @yearly",
    ],
    ["@never", "there are @hourly, @daily, @weekly, @monthly and @yearly"],
    ["a b c d e", "configuration entry 1 (a) contains illegal characters"],
  ] as const
) {
  Deno.test(`parseCron() says what is wrong with "${text}"`, () => {
    assertEquals(reasonOf(text), reason);
  });
}

testUnless(
  noTimeZones,
  "parseCron() makes up at once for a start in the hour that is left out in spring",
  () => {
    assertEquals(startsInBerlin("30 2 * * *", "2026-03-28T22:00:00Z"), [
      "29 2026 03:00:00+0200",
      "30 2026 02:30:00+0200",
      "31 2026 02:30:00+0200",
      "01 2026 02:30:00+0200",
    ]);
  },
);

testUnless(
  noTimeZones,
  "parseCron() starts once in the hour that comes twice in autumn",
  () => {
    assertEquals(startsInBerlin("30 2,4 * * *", "2026-10-24T22:00:00Z"), [
      "25 2026 02:30:00+0200",
      "25 2026 04:30:00+0100",
      "26 2026 02:30:00+0100",
      "26 2026 04:30:00+0100",
    ]);
  },
);

testUnless(
  noTimeZones,
  "parseCron() keeps steps going through the hour that comes twice",
  () => {
    assertEquals(startsInBerlin("*/30 * * * *", "2026-10-25T00:00:00Z"), [
      "25 2026 02:30:00+0200",
      "25 2026 02:00:00+0100",
      "25 2026 02:30:00+0100",
      "25 2026 03:00:00+0100",
    ]);
  },
);
