import type { Disk } from "../../src/disk/disk.ts";
import { openDisk } from "../../src/disk/open.ts";
import { type DiskChoice, DISKS } from "../../src/model/settings.ts";

/** All that the program needs, and what `LOCKSTEP_TEST_PERMISSIONS=least` runs it with. */
export const LEAST_PERMISSIONS = [
  "--allow-read",
  "--allow-write",
  "--allow-env",
  "--allow-sys",
] as const;

/** Whether the program is run with every permission, as it ships. */
export const HAS_ALL: boolean =
  Deno.env.get("LOCKSTEP_TEST_PERMISSIONS") !== "least";

/**
 * The disk that tests work with: `deno task test` runs those of the engine over
 * each, and without all permissions there is only one.
 */
export const TEST_DISK: DiskChoice = HAS_ALL
  ? DISKS.find((name) => name === Deno.env.get("LOCKSTEP_TEST_DISK")) ?? "auto"
  : "portable";

/** That disk, open. */
export const testDisk: Disk = (await openDisk(TEST_DISK)).disk;

/** Whether the tests work with Deno's own calls, which know less. */
export const isPortable: boolean = testDisk.name === "portable";
