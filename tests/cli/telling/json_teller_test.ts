import { openJsonTeller } from "../../../src/cli/telling/json_teller.ts";
import type { PassTeller } from "../../../src/cli/telling/pass_teller.ts";
import { Console } from "../../../src/output/console.ts";
import { Log } from "../../../src/output/log.ts";
import { wholeOutput } from "../../../src/output/output.ts";
import { assertEquals } from "../../support/assert.ts";
import { collectedStream } from "../../support/collected.ts";
import { passReport } from "../../support/reports.ts";

const STARTED = {
  kind: "started",
  source: "/s",
  replica: "/r",
  dryRun: false,
} as const;

/** Returns the objects of which the teller is told, as they are printed. */
async function told(
  tell: (teller: PassTeller) => Promise<void>,
): Promise<readonly Record<string, unknown>[]> {
  const stdout = collectedStream();
  const teller = openJsonTeller({
    command: "sync",
    prints: true,
    stdout: () => wholeOutput(stdout),
    summaryFile: undefined,
    log: new Log({
      console: new Console(collectedStream()),
      file: undefined,
      format: "text",
      quiet: false,
      now: () => new Date(0),
    }),
    exitStatus: () => 0,
  });
  await tell(teller);
  const lines = stdout.text().split("\n").slice(0, -1);
  return lines.map((line) => JSON.parse(line));
}

Deno.test("JsonTeller prints one object for each pass, with the warnings from before", async () => {
  const objects = await told(async (teller) => {
    teller.warn("early");
    for (const pass of [1, 2]) {
      teller.hear({ ...STARTED, pass });
      await teller.end(passReport({ pass }));
    }
  });
  assertEquals(objects.map(({ pass, warnings }) => ({ pass, warnings })), [
    { pass: 1, warnings: ["early"] },
    { pass: 2, warnings: [] },
  ]);
});

Deno.test("JsonTeller tells of a bug once, also where the next pass does not begin for another", async () => {
  const objects = await told(async (teller) => {
    teller.hear({ ...STARTED, pass: 1 });
    await teller.endByBug("first");
    await teller.endByBug("second");
  });
  assertEquals(objects.map(({ result, reason }) => ({ result, reason })), [
    { result: "bug", reason: "first" },
  ]);
});
