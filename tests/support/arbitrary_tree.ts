import fc from "fast-check";
import { IS_ROOT } from "./tools.ts";
import {
  DEFAULT_TIME,
  file,
  folder,
  link,
  type Node,
  type Tree,
} from "./tree.ts";

/** Names that file systems allow and programs stumble over. Few, so that both sides share some. */
export const NAMES = [
  "a",
  "b",
  "A",
  "a b",
  " ",
  "-rf",
  "a\nb",
  "\u001b[2J",
  "back\\slash",
  "*?",
  "e\u0301",
  "\u00e9",
  "\u{1f5c2}",
  "...",
  "#",
  "x".repeat(255),
  ".lockstep-0123456789abcdef.tmp.",
];

/** Times that are equal, next to each other, in whole seconds, and long ago. */
const TIMES = [
  DEFAULT_TIME,
  DEFAULT_TIME + 1,
  DEFAULT_TIME + 1500,
  1_600_000_000_000,
  1_000,
];

const CONTENTS = ["", "a", "b", "ab", "long ".repeat(20), "lang ".repeat(20)];

const TARGETS = ["a", "../outside", "nowhere", "/", ".", "e\u0301"];

const mode = (...modes: number[]): fc.Arbitrary<number> =>
  fc.constantFrom(...modes);
const time = fc.constantFrom(...TIMES);

/** Only root reads what its mode hides from everybody. */
const HIDDEN = IS_ROOT ? [0o000] : [];

/**
 * Files of one size with other contents never have the same time: those are
 * told apart by reading only, which has properties of its own.
 */
const fileNode: fc.Arbitrary<Node> = fc
  .record({
    index: fc.nat({ max: CONTENTS.length - 1 }),
    mode: mode(0o644, 0o600, 0o755, 0o444, ...HIDDEN, 0o4755, 0o2644),
    time,
  })
  .map(({ index, mode, time }) =>
    file(CONTENTS[index] ?? "", { mode, time: time + 10_000 * index })
  );

const linkNode: fc.Arbitrary<Node> = fc
  .record({ target: fc.constantFrom(...TARGETS), time })
  .map(({ target, time }) => link(target, { time }));

/** Random trees, some three folders deep. */
export const arbitraryTree: fc.Arbitrary<Tree> =
  fc.letrec<{ tree: Tree; node: Node }>((tie) => ({
    tree: fc.dictionary(fc.constantFrom(...NAMES), tie("node"), {
      maxKeys: 5,
      noNullPrototype: true,
    }),
    node: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fileNode,
      linkNode,
      fc
        .record({
          tree: tie("tree"),
          mode: mode(0o755, 0o700, 0o555, 0o1777, 0o2755),
          time,
        })
        .map(({ tree, ...facts }) => folder(tree, facts)),
    ),
  })).tree;
