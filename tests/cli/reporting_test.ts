import { startReporting } from "../../src/cli/reporting.ts";
import { Console } from "../../src/output/console.ts";
import { assertEquals } from "../support/assert.ts";
import { logLines } from "../support/program.ts";

Deno.test("startReporting() tells again and again how far the work has come, once there is something to tell", async () => {
  const told = ["nothing yet", "1 entry so far", "2 entries so far"];
  const lines = await report({ quiet: false, told });
  assertEquals(lines, ["INFO  1 entry so far", "INFO  2 entries so far"]);
});

Deno.test("startReporting() leaves progress out if it is to be quiet, and warnings in", async () => {
  const told = ["nothing yet", "1 entry so far"];
  const lines = await report({ quiet: true, told, warning: "but" });
  assertEquals(lines, ["WARN  but"]);
});

/** Lets it ask as often as there is something to answer. */
async function report(
  { quiet, told, warning }: {
    readonly quiet: boolean;
    readonly told: readonly string[];
    readonly warning?: string;
  },
): Promise<readonly string[]> {
  let text = "";
  const console = new Console({
    write: (bytes) => {
      text += new TextDecoder().decode(bytes);
      return Promise.resolve(bytes.length);
    },
  });
  const all = Promise.withResolvers<void>();
  let asked = 0;
  {
    using reporting = startReporting({
      quiet,
      describe: () => {
        const answer = told[asked++];
        if (asked === told.length) all.resolve();
        return answer === "nothing yet" ? undefined : answer;
      },
    }, { console, everyMs: 1 });
    if (warning !== undefined) reporting.say("warn", warning);
    await all.promise;
    await reporting.log.settle();
  }
  return logLines(text);
}
