import { fileName, TARGETS } from "../../release/targets.ts";
import { assertEquals } from "../support/assert.ts";

Deno.test("fileName() names version and target, and ends as Windows wants it", () => {
  assertEquals(TARGETS.map((target) => fileName("1.2.3", target)), [
    "lockstep-1.2.3-linux-x86_64",
    "lockstep-1.2.3-linux-aarch64",
    "lockstep-1.2.3-macos-x86_64",
    "lockstep-1.2.3-macos-aarch64",
    "lockstep-1.2.3-windows-x86_64.exe",
    "lockstep-1.2.3-windows-aarch64.exe",
  ]);
});
