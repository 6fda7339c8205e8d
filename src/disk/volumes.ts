import type { Volume, VolumeTop } from "../model/roots/root_traits.ts";
import { birthOf } from "./birth.ts";
import { type Mount, mountOf } from "./mounts.ts";
import { isSystemError } from "./portable/errors.ts";

/** Where udev keeps a link for each file system it knows, named by its number. */
const BY_NUMBER = "/dev/disk/by-uuid";

/** Returns the file system that a path lies in, where the table of mounts tells. */
export function volumeOf(
  path: string,
  mounts: readonly Mount[],
): Volume | undefined {
  const mount = mountOf(path, mounts);
  if (mount === undefined) return undefined;
  const { type, origin, point } = mount;
  return {
    type,
    origin,
    id: numberOf(origin, BY_NUMBER),
    point,
    top: topAt(point),
  };
}

function topAt(point: string): VolumeTop | undefined {
  try {
    const info = Deno.lstatSync(point);
    const bornMs = birthOf(info);
    if (bornMs === undefined || info.ino === null) return undefined;
    return { ino: info.ino, bornMs };
  } catch (error) {
    if (isSystemError(error)) return undefined;
    throw error;
  }
}

/**
 * Returns the number of the file system on a device, by the links in a folder
 * of udev's: `4b8c...-...` leads to `../../sdb1`. Containers have no such
 * folder, nor have file systems without a device a link in it.
 */
export function numberOf(device: string, folder: string): string | undefined {
  if (!device.startsWith("/dev/")) return undefined;
  try {
    const real = Deno.realPathSync(device);
    const end = real.slice(real.lastIndexOf("/"));
    for (const { name } of Deno.readDirSync(folder)) {
      if (Deno.readLinkSync(`${folder}/${name}`).endsWith(end)) return name;
    }
    return undefined;
  } catch (error) {
    // It is missing, or Deno was not given all permissions.
    if (isSystemError(error)) return undefined;
    throw error;
  }
}
