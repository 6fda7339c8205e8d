import type { CopyOptions, FileCopy } from "../../src/disk/copy.ts";
import type { Folder, Side } from "../../src/disk/disk.ts";
import type { TestFolders } from "./folders.ts";
import { openFolder } from "./open_folder.ts";
import { type DiskHook, watchedDisk } from "./watched_disk.ts";

/** How files are copied where a test says nothing else. */
export const COPY_OPTIONS: CopyOptions = {
  stop: { isSet: () => false },
  digest: undefined,
  owner: Deno.build.os !== "windows" && Deno.uid() === 0,
  attributes: undefined,
  sparse: false,
  flush: false,
  writeEarly: false,
  capabilities: () => ({
    timeGrainNanos: 1_000_000,
    modes: true,
    owners: true,
  }),
  now: () => Date.now(),
};

/** Returns the copying of `a` of the source to `b` of the replica. */
export function copyOf(
  folders: TestFolders,
  more: Partial<FileCopy> = {},
): FileCopy {
  return {
    from: openFolder(folders.source, "source"),
    name: "a",
    to: openFolder(folders.replica),
    as: "b",
    ...more,
  };
}

/** Returns the same with somebody who looks on and may interfere. */
export function watchedCopyOf(
  folders: TestFolders,
  before: DiskHook,
): FileCopy {
  const disk = watchedDisk(before);
  const open = (path: string, side: Side): Folder =>
    disk.openRoot(path, { side, identity: undefined });
  return copyOf(folders, {
    from: open(folders.source, "source"),
    to: open(folders.replica, "replica"),
  });
}
