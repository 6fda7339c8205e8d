import { notRoot } from "./conditions.ts";
import { lacks, mustRun, runCommand } from "./shell.ts";

/** A file system that a test has mounted, until it is disposed of. */
export interface TestMount extends Disposable {
  readonly path: string;
}

/** Returns why nothing can be mounted here, or `undefined` if it can. */
export function noMounts(): string | undefined {
  if (Deno.build.os !== "linux") return "it needs Linux";
  return notRoot() ?? tryOut((top) => mountTmpfs(`${top}/tmpfs`));
}

/** Returns why there can be no ext4 of 128-byte inodes here, or `undefined` if there can. */
export function noOldExt4(): string | undefined {
  return noMounts() ?? lacks("mkfs.ext4") ?? tryOut(mountOldExt4);
}

/** Returns why there can be no FAT here, or `undefined` if there can. */
export function noFat(): string | undefined {
  return noMounts() ?? lacks("mkfs.fat") ?? lacks("fusefat") ??
    tryOut(mountFat);
}

/** Returns why there can be no XFS here, or `undefined` if there can. */
export function noXfs(): string | undefined {
  return noMounts() ?? lacks("mkfs.xfs") ?? tryOut(mountXfs);
}

/** Returns why there can be no btrfs here, or `undefined` if there can. */
export function noBtrfs(): string | undefined {
  return noMounts() ?? lacks("mkfs.btrfs") ?? tryOut(mountBtrfs);
}

/** Mounts a file system in memory. */
export function mountTmpfs(path: string, options = "size=1m"): TestMount {
  Deno.mkdirSync(path, { recursive: true });
  mustRun("mount", "-t", "tmpfs", "-o", options, "tmpfs", path);
  return { path, [Symbol.dispose]: () => unmount(path) };
}

/** Mounts a file system in memory that keeps no attributes. */
export function mountRamfs(path: string): TestMount {
  Deno.mkdirSync(path, { recursive: true });
  mustRun("mount", "-t", "ramfs", "ramfs", path);
  return { path, [Symbol.dispose]: () => unmount(path) };
}

/** Shows a folder, or a file where there is one, at another path as well. */
export function mountBind(from: string, path: string): TestMount {
  if (Deno.statSync(from).isDirectory) {
    Deno.mkdirSync(path, { recursive: true });
  }
  mustRun("mount", "--bind", from, path);
  return { path, [Symbol.dispose]: () => unmount(path) };
}

/** Returns why no ext4 can be mounted here, or `undefined` if one can. */
export function noExt4(): string | undefined {
  return noMounts() ?? lacks("mkfs.ext4") ?? tryOut((top) => {
    makeExt4(`${top}/disk.img`);
    return mountImage(`${top}/disk.img`, `${top}/disk`);
  });
}

/** Makes a file with an ext4 in it that seems to have been made at that second. */
export function makeExt4(image: string, time = 1_600_000_000): void {
  makeImage(image, 8);
  const clock = `E2FSPROGS_FAKE_TIME=${time}`;
  mustRun("env", clock, "mkfs.ext4", "-q", "-F", image);
}

/** Mounts the file system that a file holds. */
export function mountImage(image: string, path: string): TestMount {
  return mountLoop(image, path);
}

/** Mounts an ext4 whose inodes are too small for more than whole seconds. */
export function mountOldExt4(top: string): TestMount {
  const [image, path] = [`${top}/ext4.img`, `${top}/ext4`];
  makeImage(image, 8);
  mustRun("mkfs.ext4", "-q", "-F", "-I", "128", image);
  return mountLoop(image, path);
}

/** Mounts the file system in an image. */
export function mountLoop(
  image: string,
  path: string,
  options = "loop",
): TestMount {
  Deno.mkdirSync(path, { recursive: true });
  mustMount("-o", options, image, path);
  return { path, [Symbol.dispose]: () => unmount(path) };
}

/** Calls mount(8), which is not to fail because two tests found the same free device at once. */
export function mustMount(...args: string[]): void {
  for (let tries = 1;; tries++) {
    try {
      mustRun("mount", ...args);
      return;
    } catch (error) {
      if (tries === 20 || !String(error).includes("busy")) throw error;
    }
  }
}

/** Mounts a FAT: steps of 2 s, no modes, no owners, no links. */
export function mountFat(top: string): TestMount {
  const [image, path] = [`${top}/fat.img`, `${top}/fat`];
  makeImage(image, 8);
  mustRun("mkfs.fat", image);
  Deno.mkdirSync(path);
  mustRun("fusefat", "-o", "rw+", image, path);
  return { path, [Symbol.dispose]: () => unmount(path) };
}

/** Mounts an XFS, on which files can share their blocks. */
export function mountXfs(top: string): TestMount {
  const image = `${top}/xfs.img`;
  makeImage(image, 320);
  mustRun("mkfs.xfs", "-q", image);
  return mountLoop(image, `${top}/xfs`);
}

/** Mounts a btrfs, on which files can share their blocks, too. */
export function mountBtrfs(top: string): TestMount {
  const image = `${top}/btrfs.img`;
  makeImage(image, 320);
  mustRun("mkfs.btrfs", "-q", image);
  return mountLoop(image, `${top}/btrfs`);
}

/** Returns why there can be no exFAT here, or `undefined` if there can. */
export function noExfat(): string | undefined {
  return noMounts() ?? lacks("mkfs.exfat") ?? lacks("mount.exfat-fuse") ??
    tryOut(mountExfat);
}

/** Mounts an exFAT: names as they were spelled, found by any case; no modes, no owners, no links. */
export function mountExfat(top: string): TestMount {
  const [image, path] = [`${top}/exfat.img`, `${top}/exfat`];
  makeImage(image, 16);
  mustRun("mkfs.exfat", image);
  Deno.mkdirSync(path);
  // Through FUSE only whole devices are mounted.
  const device = mustRun("losetup", "--find", "--show", image).trim();
  const free = (): void => void mustRun("losetup", "--detach", device);
  try {
    mustRun("mount.exfat-fuse", device, path);
  } catch (error) {
    free();
    throw error;
  }
  return {
    path,
    [Symbol.dispose]: () => {
      unmount(path);
      free();
    },
  };
}

/** Returns why there can be no NTFS here, or `undefined` if there can. */
export function noNtfs(): string | undefined {
  return noMounts() ?? lacks("mkfs.ntfs") ?? lacks("ntfs-3g") ??
    tryOut(mountNtfs);
}

/** Mounts an NTFS that takes only names which Windows would take. */
export function mountNtfs(top: string): TestMount {
  const [image, path] = [`${top}/ntfs.img`, `${top}/ntfs`];
  makeImage(image, 16);
  mustRun("mkfs.ntfs", "-Q", "-F", image);
  Deno.mkdirSync(path);
  mustRun("ntfs-3g", "-o", "windows_names", image, path);
  return { path, [Symbol.dispose]: () => unmount(path) };
}

/** Returns why the kernel's own FAT is not to be had here, or `undefined` if it is. */
export function noVfat(): string | undefined {
  return noMounts() ?? lacks("mkfs.fat") ?? tryOut(mountVfat);
}

/** Mounts a FAT by the kernel, with long names. */
export function mountVfat(top: string): TestMount {
  const [image, path] = [`${top}/vfat.img`, `${top}/vfat`];
  makeImage(image, 16);
  mustRun("mkfs.fat", image);
  Deno.mkdirSync(path);
  mustMount("-t", "vfat", "-o", "loop,utf8", image, path);
  return { path, [Symbol.dispose]: () => unmount(path) };
}

/** Returns why there can be no ext4 that folds names here, or `undefined` if there can. */
export function noFoldingExt4(): string | undefined {
  return noMounts() ?? lacks("mkfs.ext4") ?? lacks("chattr") ??
    tryOut(mountFoldingExt4);
}

/** Mounts an ext4 whose names are found by any case and in any normal form of Unicode. */
export function mountFoldingExt4(top: string): TestMount {
  const [image, path] = [`${top}/folding.img`, `${top}/folding`];
  makeImage(image, 16);
  mustRun("mkfs.ext4", "-q", "-F", "-O", "casefold", image);
  Deno.mkdirSync(path);
  mustMount("-o", "loop", image, path);
  const folder = `${path}/folded`;
  Deno.mkdirSync(folder);
  mustRun("chattr", "+F", folder);
  return { path: folder, [Symbol.dispose]: () => unmount(path) };
}

/** Makes a mounted file system read-only. */
export function remountReadOnly({ path }: TestMount): void {
  mustRun("mount", "-o", "remount,ro", path);
}

/** Makes an empty image of a disk. */
export function makeImage(path: string, mebibytes: number): void {
  using file = Deno.openSync(path, { create: true, write: true });
  file.truncateSync(mebibytes * 1024 * 1024);
}

/** What is still busy is unmounted as soon as it no longer is. */
function unmount(path: string): void {
  if (!runCommand("umount", path).ok) mustRun("umount", "--lazy", path);
}

/** Returns why something cannot be mounted here, or `undefined` if it can. */
export function tryOut(mount: (top: string) => TestMount): string | undefined {
  const top = Deno.makeTempDirSync({ prefix: "lockstep-test-" });
  try {
    using _mounted = mount(top);
    return undefined;
  } catch (error) {
    if (error instanceof Error) return error.message.trim();
    throw error;
  } finally {
    Deno.removeSync(top, { recursive: true });
  }
}
