import { type RelativePath, ROOT } from "../model/paths/path.ts";
import { isBelow } from "../model/roots/place.ts";
import { type Mount, mountOf } from "./mounts.ts";

/**
 * The file systems that one syncfs flushes whole, down to the device. Others
 * may do less: FUSE passes it on to almost no program behind it, and what it
 * means on a network is up to the server. The last two have no device.
 */
const WHOLE: ReadonlySet<string> = new Set([
  "ext2",
  "ext3",
  "ext4",
  "xfs",
  "btrfs",
  "f2fs",
  "vfat",
  "exfat",
  "tmpfs",
  "ramfs",
]);

/** Before it, syncfs did not tell of what could not be written (syncfs(2)). */
const TELLING_KERNEL = [5, 8] as const;

/** What the system tells of its file systems. */
export interface FileSystemFacts {
  readonly mounts: readonly Mount[];
  /** The kernel's, such as "6.1.0-18-amd64". */
  readonly release: string;
}

/**
 * Returns one folder in each of the file systems of a tree, by which all that
 * was written in it can be flushed; or `undefined` where one of them cannot be
 * relied on to do that, so that it has to be done file by file.
 */
export function fileSystemsToFlush(
  root: string,
  { mounts, release }: FileSystemFacts,
): readonly RelativePath[] | undefined {
  const own = mountOf(root, mounts);
  if (own === undefined || !tells(release)) return undefined;
  const byDevice = new Map([[own.device, ROOT]]);
  const below = mounts.filter(({ point }) => isBelow(point, root));
  if (![own, ...below].every(({ type }) => WHOLE.has(type))) return undefined;
  const prefix = root === "/" ? root : `${root}/`;
  for (const { device, point } of below) {
    if (byDevice.has(device)) continue;
    byDevice.set(device, point.slice(prefix.length) as RelativePath);
  }
  return [...byDevice.values()];
}

function tells(release: string): boolean {
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(release) ?? [];
  const [least, leastMinor] = TELLING_KERNEL;
  return Number(major) > least ||
    (Number(major) === least && Number(minor) >= leastMinor);
}
