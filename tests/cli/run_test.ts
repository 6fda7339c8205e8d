import manifest from "../../deno.json" with { type: "json" };
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
    const module: unknown = await import(`../../src/cli/${path}`);
    assert(typeof module === "object" && module !== null && "run" in module);
    assertEquals(typeof module.run, "function");
  });

  Deno.test(`the executable takes the module of ${name} in`, () => {
    const included = manifest.compile.include;
    assert(included.includes(`src/cli/${path.replace("./", "")}`));
  });
}

Deno.test("the executable takes in what --version reads", () => {
  assert(manifest.compile.include.includes("deno.json"));
});

for (
  const path of [
    "src/cli/json_teller.ts",
    "src/cli/print_object.ts",
    "src/workers/worker.ts",
    "src/workers/inline.ts",
    "src/cli/man_page.ts",
    "src/cli/schedule/job_request.ts",
    "src/workers/keeping.ts",
    "src/disk/native/disk.ts",
    "src/disk/portable/disk.ts",
  ]
) {
  Deno.test(`the executable takes in ${path}, which is loaded by its name`, () => {
    assert(manifest.compile.include.includes(path));
  });
}
