import { look } from "./files.ts";
import { readTree } from "./tree.ts";

/** Returns which paths of a tree are names of one file, those of each file in one line. */
export function groupsIn(root: string): readonly string[] {
  const byInode = new Map<number | null, string[]>();
  for (const path of Object.keys(readTree(root))) {
    const { isFile, ino } = look(`${root}/${path}`);
    if (!isFile) continue;
    byInode.set(ino, [...byInode.get(ino) ?? [], path]);
  }
  return [...byInode.values()].map((paths) => paths.sort().join(" ")).sort();
}

/** Returns the paths of the files in a tree, sorted. */
export function filesIn(root: string): readonly string[] {
  return Object.keys(readTree(root)).filter((path) =>
    look(`${root}/${path}`).isFile
  ).sort();
}
