import { DiskError, type Folder } from "../../disk/disk.ts";
import { removeTree } from "../../disk/remove.ts";
import { writeSmall } from "../../disk/small_file.ts";
import { checkStop, type StopFlag, Stopped } from "../../disk/stop.ts";
import { quote } from "../../model/paths/quote.ts";
import {
  type KeepRule,
  type KnownPass,
  passesToThin,
} from "../../model/trash/thinning.ts";
import {
  formatMarker,
  MARKER_NAME,
  recordName,
  type TrashMarker,
} from "../../model/trash/trash.ts";
import type { ThinnedPass, ThinTrashReply } from "../job.ts";
import { knownPasses } from "./known_passes.ts";

/** What is to be thinned out, and by which rule. */
export interface Thinning {
  readonly root: Folder;
  readonly marker: TrashMarker;
  readonly rule: KeepRule;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The pass that this is part of, which stays. */
  readonly current: string;
  readonly stop: StopFlag;
}

/**
 * Removes the passes from a trash that nothing keeps, oldest first. It is noted
 * before that what was then is no longer known, so that a thinning that is
 * killed leaves nothing that could be taken for the whole of a pass.
 */
export function thinTrash(thinning: Thinning): ThinTrashReply {
  const { root, rule, now, current } = thinning;
  const passes = knownPasses(root);
  const gone = new Set(passesToThin(passes, rule, now));
  const thinned: ThinnedPass[] = [];
  const ended = (failure: string | undefined): ThinTrashReply => ({
    kind: "thinned",
    passes: thinned,
    failure,
  });
  let where = "";
  try {
    const dying = passes.filter(({ name }) =>
      gone.has(name) && name !== current
    );
    noteLoss(thinning, dying);
    for (const pass of dying) {
      where = `in ${quote(pass.name)}: `;
      thinned.push(removePass(pass, thinning));
    }
    return ended(undefined);
  } catch (error) {
    if (error instanceof Stopped) return ended(undefined);
    if (!(error instanceof DiskError)) throw error;
    return ended(`${where}cannot ${error.doing}: ${error.message}`);
  }
}

function noteLoss(
  { root, marker }: Thinning,
  dying: readonly KnownPass[],
): void {
  const since = dying.at(-1)?.name;
  if (since === undefined || since <= marker.since) return;
  writeSmall(root, MARKER_NAME, formatMarker({ ...marker, since }));
}

function removePass(
  { name, hasVersions }: KnownPass,
  { root, stop }: Thinning,
): ThinnedPass {
  let entries = 0;
  if (hasVersions) {
    removeTree(root, name, {
      isProtected: () => false,
      removed: (path) => {
        if (path !== "") entries++;
      },
      checkpoint: () => checkStop(stop),
    });
  }
  if (root.stat(recordName(name)) !== undefined) {
    root.removeFile(recordName(name));
  }
  return { pass: name, entries };
}
