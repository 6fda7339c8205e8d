import { isSameEntry } from "../../model/entry.ts";
import type { Feature } from "../../model/feature.ts";
import { type Disk, DiskError } from "../disk.ts";
import { enterFolder } from "./enter.ts";
import { PortableFolder } from "./folder.ts";

/** What Deno has no calls for. */
const LACKING: ReadonlySet<Feature> = new Set([
  "attributes",
  "ACLs",
  "special files",
]);

/** The file system through Deno's own calls, as they are on every system. */
export const portableDisk: Disk = {
  name: "portable",
  // Deno reads and sets times in milliseconds, whatever the file system keeps.
  timeGrainNanos: 1_000_000,
  lacks: (feature) => LACKING.has(feature),
  openRoot(path, { side, identity }): PortableFolder {
    const attempt = { doing: `open the ${side}`, side };
    const own = enterFolder(path, attempt);
    if (
      identity !== undefined && own.ino !== 0 && !isSameEntry(own, identity)
    ) {
      throw new DiskError("another folder is there now", {
        ...attempt,
        code: "ESTALE",
      });
    }
    return new PortableFolder({ path, side, own });
  },
};
