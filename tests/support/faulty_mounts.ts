import {
  makeImage,
  mountLoop,
  noMounts,
  type TestMount,
  tryOut,
} from "./mounts.ts";
import { lacks, mustRun } from "./shell.ts";
import { type Tree, writeTree } from "./tree.ts";

/** Returns why no damaged disk can be had here, or `undefined` if one can. */
export function noDamagedDisks(): string | undefined {
  return noMounts() ?? lacks("mkfs.ext4") ?? lacks("debugfs") ??
    tryOut((top) => mountCutOff(top, {}));
}

/** Returns why no disk with quotas can be had here, or `undefined` if one can. */
export function noQuotas(): string | undefined {
  return noMounts() ?? lacks("mkfs.btrfs") ?? tryOut(mountQuota);
}

/** Returns why no NTFS can be had here, or `undefined` if one can. */
export function noNtfs(): string | undefined {
  return noMounts() ?? lacks("mkfs.ntfs") ?? lacks("ntfs-3g") ??
    tryOut(mountNtfs);
}

/**
 * Mounts a disk with a tree on it of which the far end is gone, read-only: what
 * lies there, most of every large file, gives errors when it is read. Small
 * files lie near the beginning.
 */
export function mountCutOff(top: string, tree: Tree): TestMount {
  const image = makeExt4(top, tree);
  const mounted = mountLoop(image, `${top}/ext4`, "loop,ro");
  Deno.truncateSync(image, 3 * 1024 ** 2);
  return mounted;
}

/** Mounts a disk with a tree on it of which the list of names of one folder is damaged, read-only. */
export function mountDamaged(
  top: string,
  { tree, folder }: { readonly tree: Tree; readonly folder: string },
): TestMount {
  const image = makeExt4(top, tree);
  const blocks = mustRun("debugfs", "-R", `blocks /${folder}`, image)
    .trim().split(/\s+/);
  using file = Deno.openSync(image, { write: true });
  for (const block of blocks) {
    file.seekSync(Number(block) * 1024, Deno.SeekMode.Start);
    file.writeSync(new Uint8Array(1024));
  }
  return mountLoop(image, `${top}/ext4`, "loop,ro");
}

/** Mounts a disk whose folder `limited` may take up 1 MiB. */
export function mountQuota(top: string): TestMount {
  const image = `${top}/btrfs.img`;
  makeImage(image, 120);
  mustRun("mkfs.btrfs", "-q", image);
  const mounted = mountLoop(image, `${top}/btrfs`);
  const limited = `${mounted.path}/limited`;
  mustRun("btrfs", "quota", "enable", mounted.path);
  mustRun("btrfs", "subvolume", "create", limited);
  mustRun("btrfs", "qgroup", "limit", "1M", limited);
  return mounted;
}

/** Mounts an NTFS, whose names may have 255 characters, and with that more bytes than elsewhere. */
export function mountNtfs(top: string): TestMount {
  const [image, path] = [`${top}/ntfs.img`, `${top}/ntfs`];
  makeImage(image, 8);
  mustRun("mkfs.ntfs", "-q", "-F", image);
  Deno.mkdirSync(path);
  mustRun("ntfs-3g", image, path);
  return { path, [Symbol.dispose]: () => mustRun("umount", path) };
}

/** Makes an image of an ext4 with small files beside their names, and a tree on it. */
function makeExt4(top: string, tree: Tree): string {
  const image = `${top}/ext4.img`;
  makeImage(image, 8);
  mustRun("mkfs.ext4", "-q", "-F", "-b", "1024", "-O", "inline_data", image);
  using mounted = mountLoop(image, `${top}/ext4`);
  Deno.removeSync(`${mounted.path}/lost+found`);
  writeTree(mounted.path, tree);
  return image;
}
