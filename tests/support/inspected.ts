import { inspectRoots } from "../../src/disk/inspect.ts";
import type { RootState } from "../../src/model/roots/place.ts";
import { checkRoots } from "../../src/model/roots/roots.ts";
import { type TestFolders, testFolders } from "./folders.ts";
import { link, type Tree, writeTree } from "./tree.ts";

/** Makes `source/a/b`, `source/file`, and the links `to`, `file`, `lost` and `loop` beside them. */
export function standard(): TestFolders {
  const source: Tree = { a: { b: {} }, file: "file" };
  const folders = testFolders({ source });
  if (Deno.build.os !== "windows") {
    writeTree(folders.top, {
      to: link("source"),
      file: link("source/file"),
      lost: link("no/where"),
      loop: link("loop"),
    });
  }
  return folders;
}

/** Returns what is found of a root. */
export function inspect(path: string): RootState {
  return inspectRoots({
    source: path,
    replica: "/",
    log: undefined,
    state: undefined,
  }).source;
}

/** Returns why two roots are refused, or what else is made of them. */
export function refusalOf(source: string, replica: string): string {
  const verdict = checkRoots(
    inspectRoots({ source, replica, log: undefined, state: undefined }),
  );
  return verdict.kind === "refused" ? verdict.reason : verdict.kind;
}

/** Returns what is found of a root in words. */
export function wordsOf(root: RootState): string {
  switch (root.status) {
    case "unfit":
      return `unfit: ${root.what}`;
    case "led astray":
      return `led astray: ${root.link} of ${root.owner}`;
    case "failed":
      return `failed: ${root.reason}`;
    case "folder":
    case "missing":
      return `${root.status}: ${root.place.path}`;
  }
}
