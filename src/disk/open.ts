import { load } from "../loading/load.ts";
import type { DiskChoice } from "../model/settings.ts";
import type { Disk } from "./disk.ts";
import type { NativeDisk } from "./native/disk.ts";

/** The disk that a thread works with. */
export interface OpenedDisk {
  readonly disk: Disk;
  /** Why it is not the native one, where that was to be expected. */
  readonly fallback: string | undefined;
}

/**
 * Opens a disk for the thread that calls: the native one where it exists and
 * works, unless the portable one is asked for.
 *
 * Perf: only the modules of the disk that is used are loaded, 3 to 5 ms a
 * thread.
 */
export async function openDisk(choice: DiskChoice): Promise<OpenedDisk> {
  const isExpected = choice === "native" || Deno.build.os === "linux";
  if (choice === "portable" || !isExpected) {
    return { disk: await portable(), fallback: undefined };
  }
  const native = await openNative();
  if (native.kind === "ready") {
    return { disk: native.disk, fallback: undefined };
  }
  return { disk: await portable(), fallback: native.reason };
}

interface PortableModule {
  readonly portableDisk: Disk;
}

interface NativeModule {
  readonly openNativeDisk: () => NativeDisk;
}

async function portable(): Promise<Disk> {
  const { portableDisk } = await load<PortableModule>(
    "src/disk/portable/disk.ts",
  );
  return portableDisk;
}

/** Asks first, because Deno would ask the user at a terminal. */
async function openNative(): Promise<NativeDisk> {
  const { state } = Deno.permissions.querySync({ name: "ffi" });
  if (state !== "granted") {
    const reason = "Deno was started without --allow-ffi";
    return { kind: "missing", reason };
  }
  const { openNativeDisk } = await load<NativeModule>(
    "src/disk/native/disk.ts",
  );
  return openNativeDisk();
}
