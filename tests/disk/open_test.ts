import { assertEquals } from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import { noNative } from "../support/native.ts";
import { CHECKOUT } from "../support/program_call.ts";
import { mustRun } from "../support/shell.ts";

testUnless(
  noNative(),
  "openDisk() opens no native disk on a processor whose numbers are not known",
  () => {
    const script = `
      const build = { ...Deno.build, arch: "riscv64" };
      Object.defineProperty(Deno, "build", { value: build });
      const { openDisk } = await import("file://${CHECKOUT}/src/disk/open.ts");
      const { disk, fallback } = await openDisk("auto");
      console.log(disk.name, fallback);
    `;
    const said = mustRun(Deno.execPath(), "eval", script);
    assertEquals(said.trim(), "portable there is none for riscv64");
  },
);
