import type { Disk } from "../../src/disk/disk.ts";
import { openDisk } from "../../src/disk/open.ts";
import { type DiskChoice, DISKS } from "../../src/model/settings.ts";

/** The disk that tests work with: `deno task test` runs those of the engine over each. */
export const TEST_DISK: DiskChoice =
  DISKS.find((name) => name === Deno.env.get("LOCKSTEP_TEST_DISK")) ?? "auto";

/** That disk, open. */
export const testDisk: Disk = (await openDisk(TEST_DISK)).disk;

/** Whether the tests work with Deno's own calls, which know less. */
export const isPortable: boolean = testDisk.name === "portable";
