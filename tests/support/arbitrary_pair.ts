import fc from "fast-check";
import { NAMES } from "./arbitrary_tree.ts";
import { IS_ROOT } from "./tools.ts";
import { file, folder, link, type Node, type Tree } from "./tree.ts";

/** Two trees that have something to do with each other. */
export interface TreePair {
  readonly source: PlantedFolder;
  readonly replica: PlantedFolder;
  /** Names at the top of the source that a file of it has, too: which, by its place among all. */
  readonly names: readonly { readonly file: number; readonly name: string }[];
}

/** A tree as data that can be gone through and altered. */
export type Planted = PlantedFile | PlantedLink | PlantedFolder;

interface PlantedFile {
  readonly kind: "file";
  readonly content: keyof typeof CONTENTS;
  readonly mode: number;
  readonly time: number;
  readonly owner?: number;
}

interface PlantedLink {
  readonly kind: "link";
  readonly target: string;
  readonly time: number;
  readonly owner?: number;
}

export interface PlantedFolder {
  readonly kind: "folder";
  readonly children: Readonly<Record<string, Planted>>;
  readonly mode: number;
  readonly time: number;
  readonly owner?: number;
}

/** One way in which an entry of the replica has gone astray; `undefined` is that it has gone. */
type Edit = (entry: Planted) => Planted | undefined;

/** They differ by whole seconds: rsync takes what lies within one second for one time. */
const TIMES = [0, 1, 2, 3_600, -1_000_000_000].map((seconds) =>
  (1_600_000_000 + seconds) * 1000 + 123
);

/** Only root can read what its owner may not. */
const HIDDEN = IS_ROOT ? [0o000, 0o200] : [];
const FILE_MODES = [0o644, 0o600, 0o755, 0o444, 0o4755, 0o2711, ...HIDDEN];
const FOLDER_MODES = [0o755, 0o700, 0o1777, 0o2755];

/** Few, so that they meet: some of one size, and some that take more than one reading. */
const CONTENTS = {
  empty: "",
  a: "a",
  b: "b",
  ab: "ab",
  ba: "ba",
  long: "long ".repeat(20),
  lang: "lang ".repeat(20),
  zeros: "0".repeat(140_000),
  "zeros and a one": `${"0".repeat(139_999)}1`,
};

/** Those of one size. */
const TWINS: Partial<Record<keyof typeof CONTENTS, keyof typeof CONTENTS>> = {
  a: "b",
  ab: "ba",
  long: "lang",
  zeros: "zeros and a one",
};

const TARGETS = ["a", "b", "../outside", "nowhere", "/", ".", "a b\nc"];

const time = fc.constantFrom(...TIMES);
const content = fc.constantFrom(
  ...Object.keys(CONTENTS) as (keyof typeof CONTENTS)[],
);
const target = fc.constantFrom(...TARGETS);
const fileMode = fc.constantFrom(...FILE_MODES);
const folderMode = fc.constantFrom(...FOLDER_MODES);
const name = fc.constantFrom(
  ...NAMES,
  ".lockstep-0123456789abcdef.tmp",
  "..a",
  "~",
  "\u{10ffff}",
  "back\\\n",
);

const entry: fc.Arbitrary<Planted> = fc.letrec<{ node: Planted }>((tie) => ({
  node: fc.oneof(
    { depthSize: "medium", withCrossShrink: true },
    fc.record({ kind: fc.constant("file"), content, mode: fileMode, time }),
    fc.record({ kind: fc.constant("link"), target, time }),
    folderOf(tie("node")),
  ),
})).node;

const root = folderOf(entry);

const ownedBy = (owner: number): Edit => (it) => ({ ...it, owner });

const edit: fc.Arbitrary<Edit> = fc.oneof(
  {
    // Of the same size and time: only reading tells.
    arbitrary: fc.constant<Edit>((it) =>
      it.kind === "file"
        ? { ...it, content: TWINS[it.content] ?? it.content }
        : it
    ),
    weight: 4,
  },
  content.map((content) => onlyFiles({ content })),
  fileMode.map((mode) => onlyFiles({ mode })),
  folderMode.map((mode): Edit => (it) =>
    it.kind === "folder" ? { ...it, mode } : it
  ),
  target.map((target): Edit => (it) =>
    it.kind === "link" ? { ...it, target } : it
  ),
  time.map((time): Edit => (it) => ({ ...it, time })),
  ...(IS_ROOT ? [fc.constantFrom(0, 1234).map(ownedBy)] : []),
  entry.map((other): Edit => () => other),
  fc.tuple(name, entry).map(([name, added]): Edit => (it) =>
    it.kind === "folder"
      ? { ...it, children: { ...it.children, [name]: added } }
      : it
  ),
  fc.constant((): undefined => undefined),
);

const edits = fc.array(fc.tuple(fc.nat({ max: 99 }), edit), { maxLength: 8 });

/**
 * Random pairs: a replica is most often the source but for some edits, and
 * sometimes has nothing to do with it.
 */
export const arbitraryPair: fc.Arbitrary<TreePair> = fc
  .record({
    original: root,
    drift: edits,
    work: edits,
    stranger: fc.option(root, { freq: 5, nil: undefined }),
    names: fc.array(fc.record({ file: fc.nat({ max: 99 }), name }), {
      maxLength: 2,
    }),
  })
  .map(({ original, drift, work, stranger, names }) => ({
    source: edited(original, work),
    replica: stranger ?? edited(original, drift),
    names,
  }));

function folderOf(node: fc.Arbitrary<Planted>): fc.Arbitrary<PlantedFolder> {
  return fc.record({
    kind: fc.constant("folder"),
    children: fc.dictionary(name, node, { maxKeys: 7, noNullPrototype: true }),
    mode: folderMode,
    time,
  });
}

function onlyFiles(facts: Partial<PlantedFile>): Edit {
  return (it) => it.kind === "file" ? { ...it, ...facts } : it;
}

function edited(
  tree: PlantedFolder,
  edits: readonly (readonly [number, Edit])[],
): PlantedFolder {
  return edits.reduce(
    (tree, [place, edit]) => editedAt(tree, place, edit),
    tree,
  );
}

/** Returns the tree with one entry altered, by its place among all; the root stays a folder. */
function editedAt(
  tree: PlantedFolder,
  place: number,
  edit: Edit,
): PlantedFolder {
  let left = place % sizeOf(tree);
  const root = visit(tree);
  return root?.kind === "folder" ? root : tree;

  function visit(node: Planted): Planted | undefined {
    if (left-- === 0) return edit(node);
    if (node.kind !== "folder") return node;
    const children: Record<string, Planted> = {};
    for (const [name, child] of Object.entries(node.children)) {
      const kept = visit(child);
      if (kept !== undefined) children[name] = kept;
    }
    return { ...node, children };
  }
}

function sizeOf(node: Planted): number {
  if (node.kind !== "folder") return 1;
  return Object.values(node.children)
    .reduce((sum, child) => sum + sizeOf(child), 1);
}

/** Returns the tree as `writeTree` takes it. */
export function toTree({ children }: PlantedFolder): Tree {
  return Object.fromEntries(
    Object.entries(children).map(([name, child]) => [name, toNode(child)]),
  );
}

function toNode(node: Planted): Node {
  switch (node.kind) {
    case "file":
      return file(CONTENTS[node.content], node);
    case "link":
      return link(node.target, node);
    case "folder":
      return folder(toTree(node), node);
  }
}
