import { MODULES } from "../../src/cli/run.ts";
import { SUBCOMMANDS } from "../../src/cli/subcommands.ts";
import { assert, assertEquals } from "../support/assert.ts";

Deno.test("every subcommand but the help has a module", () => {
  const names: readonly string[] = SUBCOMMANDS.map(({ name }) => name);
  assertEquals(
    Object.keys(MODULES).toSorted(),
    names.filter((name) => name !== "help").toSorted(),
  );
});

for (const [name, path] of Object.entries(MODULES)) {
  Deno.test(`the module of ${name} runs it`, async () => {
    const module: unknown = await import(`../../${path}`);
    assert(typeof module === "object" && module !== null && "run" in module);
    assertEquals(typeof module.run, "function");
  });
}
