import fc from "fast-check";
import type { KeptAttributes } from "../../src/model/entry/attributes.ts";
import { assertEquals } from "../support/assert.ts";
import { noAttributes } from "../support/attributes.ts";
import { testUnless } from "../support/conditions.ts";
import { testFolders } from "../support/folders.ts";
import { mirror } from "../support/mirror.ts";
import { hold, openFolder } from "../support/open_folder.ts";
import { link, readIdentities, readTree, type Tree } from "../support/tree.ts";
import { propertyRuns } from "./runs.ts";

const TREE: Tree = { file: "file", folder: { file: "" }, link: link("file") };
const NAMES = ["", "file", "folder", "link"];
const BOTH = ["user.a", "user.b", "user.\u00e9\n", "trusted.a", "trusted.b"];

/** Attributes of each name of the tree; links have none that are a user's. */
type Given = Readonly<Record<string, Readonly<Record<string, Uint8Array>>>>;

const values = fc.dictionary(
  fc.constantFrom(...BOTH),
  fc.uint8Array({ maxLength: 3 }),
  { maxKeys: 3, noNullPrototype: true },
);

const attributes: fc.Arbitrary<Given> = fc.record(
  Object.fromEntries(NAMES.map((name) => [name, values])),
);

const kept: fc.Arbitrary<KeptAttributes> = fc.record({
  attributes: fc.constantFrom("none", "user", "all"),
  acls: fc.boolean(),
});

testUnless(
  noAttributes(),
  "after a pass the replica has the attributes that are kept and its own others, and a second changes nothing",
  async () => {
    await fc.assert(
      fc.asyncProperty(attributes, attributes, kept, async (a, b, options) => {
        using folders = testFolders({ source: TREE, replica: TREE });
        const { source, replica } = folders;
        setAll(source, a);
        setAll(replica, b);
        const [wanted, own] = [readAll(source), readAll(replica)];
        const dry = await mirror(folders, {
          options: { ...options, dryRun: true },
        });
        assertEquals(readAll(replica), own);
        const { lines } = await mirror(folders, { options });
        assertEquals(dry.lines, lines);
        assertEquals(readAll(source), wanted);
        assertEquals(readAll(replica), expected({ wanted, own }, options));
        assertEquals(readTree(replica), readTree(source));

        const identities = readIdentities(replica);
        assertEquals((await mirror(folders, { options })).lines, []);
        assertEquals(readIdentities(replica), identities);
      }),
      propertyRuns(100, 3000),
    );
  },
);

/** What a tree has: one line for each attribute, sorted. */
type All = readonly string[];

function expected(
  { wanted, own }: { readonly wanted: All; readonly own: All },
  { attributes }: KeptAttributes,
): All {
  const isMirrored = (line: string): boolean =>
    attributes === "all" || (attributes === "user" && / user\./.test(line));
  return [
    ...wanted.filter(isMirrored),
    ...own.filter((line) => !isMirrored(line)),
  ].sort();
}

function setAll(path: string, set: Given): void {
  using folder = openFolder(path);
  for (const [name, values] of Object.entries(set)) {
    for (const [attribute, value] of Object.entries(values)) {
      if (name === "link" && attribute.startsWith("user.")) continue;
      using held = hold(folder, name);
      held.attributes?.().set(attribute, value);
    }
  }
}

function readAll(path: string): All {
  using folder = openFolder(path);
  return NAMES.flatMap((name) => {
    const found = folder.attributesOf?.(name).read(() => true) ?? new Map();
    return [...found].map(([attribute, value]) =>
      `${name} ${attribute} ${value}`
    );
  }).sort();
}
