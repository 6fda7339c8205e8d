import { SIGNAL_EXITS, type StopSignal } from "../../src/cli/exit_code.ts";
import { describeStop } from "../../src/cli/signals.ts";
import { assertMatch } from "../support/assert.ts";

// Signals themselves are sent in tests/command: here they would hit the tests.
for (const signal of Object.keys(SIGNAL_EXITS) as StopSignal[]) {
  Deno.test(`describeStop() says who has sent ${signal}`, () => {
    const pattern = new RegExp(`^Stopped .+ \\(${signal}\\)$`);
    assertMatch(describeStop(signal), pattern);
  });
}
