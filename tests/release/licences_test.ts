import manifest from "../../deno.json" with { type: "json" };
import { assert, assertEquals } from "../support/assert.ts";
import { librariesOf, modulesIn, readFile } from "../support/modules.ts";

const LICENCES = readFile("docs/licences.md");

Deno.test("docs/licences.md has every library that src imports", () => {
  const imports: Readonly<Record<string, string>> = manifest.imports;
  const used = new Set(modulesIn("src").flatMap(librariesOf));
  const packages = [...used].map((name) => imports[name])
    .filter((name) => name !== undefined)
    .map((name) => /^npm:((?:@[^/]+\/)?[^@/]+)/.exec(name)?.[1] ?? name);
  assert(packages.length > 0);
  const missing = packages.filter((name) =>
    !LICENCES.includes(`| \`${name}\``)
  );
  assertEquals(missing, []);
});

Deno.test("a release carries docs/licences.md", () => {
  const workflow = readFile(".github/workflows/release.yml");
  assert(workflow.includes("cp docs/licences.md dist/LICENSES.md"));
});
