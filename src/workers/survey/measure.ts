import { ifPossible } from "../../disk/if_possible.ts";
import { checkStop } from "../../disk/stop.ts";
import type { Entry } from "../../model/entry/entry.ts";
import { childPath, type RelativePath } from "../../model/paths/path.ts";
import { stays } from "../apply/stays.ts";
import type { PassContext } from "../context.ts";

/** What is in a folder of the replica that is to go. */
export interface Measured {
  /** Entries in it, at all depths, but for what is in what stays. */
  readonly entries: number;
  /** Those that are files. */
  readonly files: number;
  /** Those that can be removed. */
  readonly removable: number;
  /** Something in it stays, and so it does itself. */
  readonly stays: boolean;
}

/** A folder that is being gone through. */
interface Frame {
  readonly folders: RelativePath[];
  hasKept: boolean;
}

/**
 * Looks at all that is in a folder of the replica. What cannot be listed counts
 * as empty, and what cannot be looked at as something that is to go: none of it
 * can be removed either, which is told when that is tried.
 *
 * Not by calling itself: who makes folders inside each other by the ten
 * thousand must not end the program.
 * @throws {Stopped}
 */
export function measure(top: RelativePath, context: PassContext): Measured {
  const counts = { entries: 0, files: 0, removable: 0 };
  const stack = [list(top, counts, context)];
  for (;;) {
    checkStop(context.signals.stop);
    const frame = stack.at(-1);
    const next = frame?.folders.pop();
    if (next !== undefined) {
      stack.push(list(next, counts, context));
      continue;
    }
    const done = stack.pop();
    const above = stack.at(-1);
    const hasKept = done?.hasKept ?? false;
    if (above === undefined) return { ...counts, stays: hasKept };
    if (hasKept) above.hasKept = true;
    else counts.removable++;
  }
}

function list(
  path: RelativePath,
  counts: { entries: number; files: number; removable: number },
  context: PassContext,
): Frame {
  const frame: Frame = { folders: [], hasKept: false };
  using folder = ifPossible(() => context.openReplica(path));
  const listing = ifPossible(() => folder?.list());
  if (folder === undefined || listing === undefined) return frame;
  listing.names.forEach((name, index) => {
    const kind = listing.kinds[index] ?? "other";
    const below = childPath(path, name);
    const look = (): Entry | undefined => ifPossible(() => folder.stat(name));
    counts.entries++;
    if (stays(below, { kind, look }, context)) {
      frame.hasKept = true;
      return;
    }
    if (kind === "file") counts.files++;
    if (kind === "directory") frame.folders.push(below);
    else counts.removable++;
  });
  return frame;
}
