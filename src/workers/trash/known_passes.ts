import type { ReadableFolder } from "../../disk/disk.ts";
import type { KnownPass } from "../../model/trash/thinning.ts";
import { passOfRecord, timeOfPass } from "../../model/trash/trash.ts";

/** Returns the passes of which a trash knows something, oldest first. What does not look like one is nothing to lockstep. */
export function knownPasses(root: ReadableFolder): readonly KnownPass[] {
  const { names, kinds } = root.list();
  const passes = new Map<string, KnownPass>();
  names.forEach((name, index) => {
    const isPass = timeOfPass(name) !== undefined;
    if (isPass && kinds[index] === "directory") {
      passes.set(name, { name, hasVersions: true });
    }
    const recorded = passOfRecord(name);
    if (recorded !== undefined && !passes.has(recorded)) {
      passes.set(recorded, { name: recorded, hasVersions: false });
    }
  });
  return [...passes.values()].sort((a, b) => a.name < b.name ? -1 : 1);
}
