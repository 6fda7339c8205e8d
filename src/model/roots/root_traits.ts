import type { Identity } from "../entry/entry.ts";
import { quote } from "../paths/quote.ts";

/** What tells a root from all other folders, from one run to the next. */
export interface RootTraits {
  readonly identity: Identity;
  /** When the folder was made, in milliseconds since 1970; `undefined` where the file system does not tell. */
  readonly bornMs: number | undefined;
  /** The file system that it lies in; known only on Linux. */
  readonly volume: Volume | undefined;
}

/** A file system that is mounted somewhere. */
export interface Volume {
  /** Its type, as mount(8) names it. */
  readonly type: string;
  /** What is mounted: `/dev/sdb1`, `server:/export`, `tmpfs`. */
  readonly origin: string;
  /** Its own number (UUID), where udev tells. */
  readonly id: string | undefined;
  /** The folder it is mounted on. */
  readonly point: string;
  /** What shows there; `undefined` where the file system does not tell when it was made. */
  readonly top: VolumeTop | undefined;
}

/** The folder at the top of a mounted file system: as old as the file system itself. */
export interface VolumeTop {
  readonly ino: number;
  /** In milliseconds since 1970. */
  readonly bornMs: number;
}

/**
 * Tells whether a root is the folder that it was.
 *
 * Device numbers alone say too little and too much: two sticks that are plugged
 * in by turns get the same one, and one disk gets another after a restart (LVM,
 * USB, loop devices, NFS, subvolumes of btrfs). So a folder is known by its
 * inode number together with the time at which it was made or, where that is
 * not known, with its device or what is mounted. The number of the file system,
 * where it is known, overrules all of them when it differs.
 */
export function isSameRoot(before: RootTraits, now: RootTraits): boolean {
  const [was, is] = [before.volume, now.volume];
  if (was?.id !== undefined && is?.id !== undefined && was.id !== is.id) {
    return false;
  }
  const isFixed = keepsInodes(was) && keepsInodes(is);
  if (isFixed && before.identity.ino !== now.identity.ino) return false;
  const sameBirth = compareBirths(before, now);
  if (sameBirth !== undefined) return sameBirth;
  if (isSameVolume(was, is)) return true;
  return isFixed && before.identity.dev === now.identity.dev;
}

/**
 * Tells whether two roots certainly lie in the same file system, mounted in the
 * same place. What is known only by a name that another may have is no proof.
 */
export function isSameFileSystem(before: RootTraits, now: RootTraits): boolean {
  const [was, is] = [before.volume, now.volume];
  if (was === undefined || was.point !== is?.point) return false;
  if (was.id !== undefined && is.id !== undefined) return was.id === is.id;
  return was.type === is.type && was.top !== undefined &&
    was.top.ino === is.top?.ino && was.top.bornMs === is.top.bornMs;
}

/** Returns in words where a root lies: `on /dev/sdb1 (ext4, mounted at "/mnt/backup")`. */
export function describeVolume(
  { volume, identity }: Partial<RootTraits>,
): string {
  if (volume !== undefined) {
    const { origin, type, point } = volume;
    return `on ${origin} (${type}, mounted at ${quote(point)})`;
  }
  return identity === undefined
    ? "on another file system"
    : `on device ${identity.dev}`;
}

/** File systems whose inode numbers are made up anew whenever they are mounted, or may be. */
const PASSING_INODES =
  /^(msdos|vfat|exfat|fuse|fuseblk|fuse\..*|cifs|smb3|9p)$/;

function keepsInodes(volume: Volume | undefined): boolean {
  return volume === undefined || !PASSING_INODES.test(volume.type);
}

/** On overlayfs a folder of a lower layer gets another time of birth when it is first changed. */
function compareBirths(a: RootTraits, b: RootTraits): boolean | undefined {
  const isOverlay = [a, b].some(({ volume }) => volume?.type === "overlay");
  if (isOverlay || a.bornMs === undefined || b.bornMs === undefined) {
    return undefined;
  }
  return a.bornMs === b.bornMs;
}

function isSameVolume(a: Volume | undefined, b: Volume | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  if (a.id !== undefined && a.id === b.id) return true;
  return a.type === b.type && a.origin === b.origin;
}
