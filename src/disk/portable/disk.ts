import type { Feature } from "../../model/feature.ts";
import type { Disk } from "../disk.ts";
import { enterRoot, Trail } from "./enter.ts";
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
    const own = enterRoot(path, identity, { doing: `open the ${side}`, side });
    const trail = new Trail({ root: path, identity: own });
    return new PortableFolder({ path, side, own, trail });
  },
};
