import { SIGNAL_EXITS, type StopSignal } from "../../src/cli/exit_code.ts";
import {
  describeStop,
  isHangUpFree,
  stopSignals,
} from "../../src/cli/signals.ts";
import { assertEquals, assertMatch } from "../support/assert.ts";

// Signals themselves are sent in tests/command: here they would hit the tests.
for (const signal of Object.keys(SIGNAL_EXITS) as StopSignal[]) {
  Deno.test(`describeStop() says who has sent ${signal}`, () => {
    const pattern = new RegExp(`^Stopped .+ \\(${signal}\\)$`);
    assertMatch(describeStop(signal), pattern);
  });
}

Deno.test("stopSignals() hears Ctrl-Break and a closed window on Windows, which sends no SIGTERM", () => {
  const heard = stopSignals("windows").map(({ signal, means }) => [
    signal,
    means,
  ]);
  assertEquals(heard, [
    ["SIGINT", "SIGINT"],
    ["SIGBREAK", "SIGINT"],
    ["SIGHUP", "SIGHUP"],
  ]);
});

Deno.test("stopSignals() hears each signal as itself elsewhere", () => {
  for (const os of ["linux", "darwin"] as const) {
    for (const { signal, means } of stopSignals(os)) {
      assertEquals(signal, means);
    }
    assertEquals(stopSignals(os).length, Object.keys(SIGNAL_EXITS).length);
  }
});

Deno.test("isHangUpFree() is false where SIGHUP means that the window was closed", () => {
  assertEquals(isHangUpFree("windows"), false);
  assertEquals(isHangUpFree("linux"), true);
});
