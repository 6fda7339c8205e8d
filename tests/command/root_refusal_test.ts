import {
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "../support/assert.ts";
import {
  assertCode,
  type ProgramFolders,
  programFolders,
  runProgram,
  snapshot,
} from "../support/program.ts";
import { link, type Tree, writeTree } from "../support/tree.ts";

const TREE: Tree = { "a.txt": "a", sub: { "b.txt": "b", deep: {} } };

/** Pairs of roots, below a folder in which `one` and `two` are folders with a `sub` each. */
const REFUSED: readonly {
  readonly title: string;
  readonly source: string;
  readonly replica: string;
  readonly also?: Tree;
  readonly says: RegExp;
}[] = [
  {
    title: "source and replica are the same folder",
    source: "one",
    replica: "one",
    says: /source and replica are the same folder/,
  },
  {
    title: "source and replica are the same folder, written in another way",
    source: "one",
    replica: "two/../one/./",
    says: /source and replica are the same folder/,
  },
  {
    title: "the replica is the source through a link",
    source: "one",
    replica: "link",
    also: { link: link("one") },
    says: /source and replica are the same folder/,
  },
  {
    title: "the source is the replica through a link",
    source: "link",
    replica: "one",
    also: { link: link("one") },
    says: /source and replica are the same folder/,
  },
  {
    title: "the replica lies inside the source",
    source: "one",
    replica: "one/sub",
    says: /lies inside the source/,
  },
  {
    title: "the replica would lie inside the source",
    source: "one",
    replica: "one/new/er",
    says: /lies inside the source/,
  },
  {
    title: "the source lies inside the replica",
    source: "one/sub/deep",
    replica: "one",
    says: /lies inside the replica/,
  },
  {
    title: "the replica lies inside the source through a link",
    source: "one",
    replica: "link",
    also: { link: link("one/sub") },
    says: /lies inside the source/,
  },
  {
    title: "the replica would lie inside the source through a link above it",
    source: "one",
    replica: "link/new",
    also: { link: link("one/sub") },
    says: /lies inside the source/,
  },
  {
    title: "the source lies inside the replica through a link",
    source: "link/deep",
    replica: "one",
    also: { link: link("one/sub") },
    says: /lies inside the replica/,
  },
  {
    title: "the replica is a file",
    source: "one",
    replica: "two/a.txt",
    says: /the replica, "[^"]+(a\.txt|link)", is a file, not a folder/,
  },
  {
    title: "the source is a file",
    source: "one/a.txt",
    replica: "two",
    says: /the source, "[^"]+a\.txt", is a file, not a folder/,
  },
  {
    title: "the replica is a link to a file",
    source: "one",
    replica: "link",
    also: { link: link("two/a.txt") },
    says: /the replica, "[^"]+(a\.txt|link)", is a file, not a folder/,
  },
  {
    title: "the replica is a device",
    source: "one",
    replica: "link",
    also: { link: link("/dev/null") },
    says: /the replica, "[^"]+link", is a device, pipe or socket, not a folder/,
  },
  {
    title: "the replica is /",
    source: "one",
    replica: "/",
    says: /the top of a file tree/,
  },
  {
    title: "the replica is / through a link",
    source: "one",
    replica: "link",
    also: { link: link("/") },
    says: /the top of a file tree/,
  },
];

function refusalFolders(also: Tree): ProgramFolders {
  const folders = programFolders();
  writeTree(folders.top, { one: TREE, two: TREE, ...also });
  return folders;
}

function inTop({ top }: ProgramFolders, path: string): string {
  return path.startsWith("/") ? path : `${top}/${path}`;
}

for (const { title, source, replica, also = {}, says } of REFUSED) {
  // If ever this were not refused, it would empty the machine that tests it.
  const guard = replica === "/" || says.source.includes("top of") ? ["-n"] : [];

  Deno.test(`lockstep exits 3 and changes nothing when ${title}`, async () => {
    using folders = refusalFolders(also);
    const before = snapshot(folders.top);
    const finished = await runProgram(
      [inTop(folders, source), inTop(folders, replica), "--once", ...guard],
      { state: folders.state },
    );
    assertCode(finished, 3);
    assertStringIncludes(finished.stderr, "ERROR Refused, nothing was changed");
    assertMatch(finished.stderr, says);
    assertEquals(finished.stdout, "");
    assertEquals(snapshot(folders.top), before);
  });
}
