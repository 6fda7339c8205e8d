import { mustMount, noMounts } from "./mounts.ts";
import { lacks, mustRun, runCommand } from "./shell.ts";

/** The file systems that can be made to forget what they have not written yet. */
export const CRASHABLE = ["ext4", "xfs"] as const;

export type Crashable = typeof CRASHABLE[number];

/** A mounted file system whose power a test can cut. */
export interface CrashingMount extends Disposable {
  readonly path: string;
  /** Loses all that is not on the device, and mounts what is left. */
  crash(): void;
}

/** xfs wants as much at the least; the image takes up only what is written to it. */
const IMAGE_BYTES = 320 * 1024 * 1024;

/** Mounts a new file system from an image, with the journal it ships with. */
export function mountCrashing(type: Crashable, top: string): CrashingMount {
  const [image, path] = [`${top}/${type}.img`, `${top}/${type}`];
  {
    using file = Deno.openSync(image, { create: true, write: true });
    file.truncateSync(IMAGE_BYTES);
  }
  mustRun(`mkfs.${type}`, "-q", image);
  Deno.mkdirSync(path);
  mustMount("-o", "loop", image, path);
  return {
    path,
    crash: () => {
      // Both know the same ioctl by now; without -f not even the journal is written.
      mustRun("xfs_io", "-x", "-c", "shutdown", path);
      mustRun("umount", path);
      mustMount("-o", "loop", image, path);
    },
    [Symbol.dispose]: () => mustRun("umount", path),
  };
}

/** Returns why there can be no power cuts here, or `undefined` if there can. */
export function noCrashes(type: Crashable): string | undefined {
  return noMounts() ?? lacks(`mkfs.${type}`) ?? lacks("xfs_io") ?? tryOut(type);
}

/** Makes sure that what is not flushed is lost, so that its absence later proves something. */
function tryOut(type: Crashable): string | undefined {
  const top = Deno.makeTempDirSync({ prefix: "lockstep-test-" });
  try {
    using disk = mountCrashing(type, top);
    Deno.writeTextFileSync(`${disk.path}/flushed`, "flushed");
    mustRun("sync", "--file-system", disk.path);
    Deno.writeTextFileSync(`${disk.path}/not flushed`, "not flushed");
    disk.crash();
    const names = [...Deno.readDirSync(disk.path)].map(({ name }) => name);
    if (!names.includes("flushed")) return `${type} forgets what was flushed`;
    return names.includes("not flushed")
      ? `${type} remembers what was not flushed`
      : undefined;
  } catch (error) {
    if (error instanceof Error) return error.message.trim();
    throw error;
  } finally {
    runCommand("rm", "-rf", "--one-file-system", top);
  }
}
