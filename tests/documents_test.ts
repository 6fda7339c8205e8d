import { OPTIONS } from "../src/cli/options.ts";
import { assertEquals } from "./support/assert.ts";
import { testUnless } from "./support/conditions.ts";
import { filesIn, isThere, readFile } from "./support/modules.ts";

const DOCUMENTS = [
  "README.md",
  "CONTRIBUTING.md",
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

function pathsNamedIn(text: string): readonly string[] {
  return PATHS.flatMap((pattern) => text.match(pattern) ?? [])
    .map((path) => path.replace(/[./]+$/, ""));
}
