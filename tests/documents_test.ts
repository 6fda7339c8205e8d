import { OPTIONS } from "../src/cli/options.ts";
import { assert, assertEquals } from "./support/assert.ts";
import { testUnless } from "./support/conditions.ts";
import { filesIn, isThere, readFile } from "./support/modules.ts";
import { hasTest, testsNamedIn } from "./support/test_names.ts";
import { SCHEMA_FILE, schemaText } from "./support/write_schema.ts";

const DOCUMENTS = [
  "README.md",
  "CONTRIBUTING.md",
  "SECURITY.md",
  ...filesIn("docs").filter((path) => path.endsWith(".md")),
].filter(isThere);

/** Paths of the checkout as documents write them; in double quotes stand paths of examples. */
const PATHS = [
  /(?<![\w."/-])(?:src|tests|docs|bench|\.ci|\.github)\/[\w./-]*/g,
  /(?<![\w"/-])(?:main\.ts|deno\.(?:json|lock)|LICENSE|[A-Z]+\.md)\b/g,
];

for (const document of DOCUMENTS) {
  Deno.test(`every path that ${document} names exists`, () => {
    const missing = pathsNamedIn(readFile(document))
      .filter((path) => !isThere(path));
    assertEquals([...new Set(missing)], []);
  });
}

testUnless(
  isThere("README.md") ? undefined : "there is no README.md yet",
  "README.md names every option",
  () => {
    const text = readFile("README.md");
    const missing = OPTIONS.map(({ name }) => `--${name}`)
      .filter((option) => !new RegExp(`${option}(?![\\w-])`).test(text));
    assertEquals(missing, []);
  },
);

Deno.test("docs/map.md names what lies in each of the three largest folders", () => {
  const named = new Set(pathsNamedIn(readFile("docs/map.md")));
  const inside = ["src/model", "src/workers", "src/cli"].flatMap((folder) =>
    [...Deno.readDirSync(folder)].map(({ name }) => `${folder}/${name}`)
  );
  assertEquals(
    inside.filter((path) => !named.has(path)),
    [],
    "Add them to docs/map.md, each to its subject",
  );
});

Deno.test("every test that docs/guarantees.md names exists", () => {
  const named = testsNamedIn(readFile("docs/guarantees.md"));
  assert(named.length > 50, `${named.length} tests are named`);
  const missing = named.filter((test) => !hasTest(test))
    .map(({ path, name }) => `${path}: ${name}`);
  assertEquals(missing, []);
});

Deno.test("every promise of docs/guarantees.md names a test", () => {
  const [, ...sections] = readFile("docs/guarantees.md").split(/^## /m);
  const unproved = sections.filter((text) => testsNamedIn(text).length === 0)
    .map((text) => text.split("\n")[0]);
  assertEquals(unproved, []);
});

Deno.test("docs/lockstep.schema.json is that of the options: `deno task schema` writes it", () => {
  assertEquals(
    JSON.parse(Deno.readTextFileSync(SCHEMA_FILE)),
    JSON.parse(schemaText()),
    "Run `deno task schema`",
  );
});

function pathsNamedIn(text: string): readonly string[] {
  return PATHS.flatMap((pattern) => text.match(pattern) ?? [])
    .map((path) => path.replace(/[./]+$/, ""));
}
