import { checkStop, Stopped } from "../../src/disk/stop.ts";
import { assertThrows } from "../support/assert.ts";

Deno.test("checkStop() throws if the flag is set, and only then", () => {
  checkStop({ isSet: () => false });
  assertThrows(() => checkStop({ isSet: () => true }), Stopped);
});
