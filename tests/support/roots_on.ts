import { testFolders } from "./folders.ts";
import type { TestMount } from "./mounts.ts";
import type { Tree } from "./tree.ts";

/** A source, and the place of a replica on a file system of its own. */
export interface RootsOn extends Disposable {
  readonly source: string;
  readonly replica: string;
}

/** Makes a source, and mounts the file system on which a replica is to be made. */
export function rootsOn(
  mount: (top: string) => TestMount,
  source: Tree,
): RootsOn {
  const folders = testFolders({ source });
  const disk = mount(folders.top);
  return {
    source: folders.source,
    replica: `${disk.path}/replica`,
    [Symbol.dispose]: () => {
      disk[Symbol.dispose]();
      folders[Symbol.dispose]();
    },
  };
}
