import type { DiskFeature } from "../../model/entry/feature.ts";
import { quote } from "../../model/paths/quote.ts";
import { windowsNameProblem } from "../../model/paths/windows_names.ts";
import type { Disk } from "../disk.ts";
import { ON_WINDOWS } from "../path_text.ts";
import { enterRoot, type NameProblem, Trail } from "./enter.ts";
import { PortableFolder } from "./folder.ts";

/** What Deno has no calls for. */
const LACKING: ReadonlySet<DiskFeature> = new Set([
  "attributes",
  "ACLs",
  "special files",
]);

/** The file system through Deno's own calls, as they are on every system. */
export const portableDisk: Disk = makePortableDisk(
  ON_WINDOWS ? windowsNameProblem : undefined,
);

/** Returns that disk for a system that takes some names for others, which are not given to it. */
export function makePortableDisk(problemOf: NameProblem | undefined): Disk {
  return {
    name: "portable",
    // Deno reads and sets times in milliseconds, whatever the file system keeps.
    timeGrainNanos: 1_000_000,
    lacks: (feature) => LACKING.has(feature),
    openRoot(path, { side, identity }): PortableFolder {
      const attempt = { doing: `open the ${side}, ${quote(path)}`, side };
      const own = enterRoot(path, identity, attempt);
      const trail = new Trail({ root: path, identity: own, problemOf });
      return new PortableFolder({ path, side, own, trail });
    },
  };
}
