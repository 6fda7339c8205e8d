import type { Identity } from "../model/entry/entry.ts";
import type { PassReport } from "../model/outcome/report.ts";
import {
  nameOf,
  parentPath,
  type RelativePath,
  ROOT,
} from "../model/paths/path.ts";
import { quote } from "../model/paths/quote.ts";
import { pathBelow, styleOfPath } from "../model/paths/system_path.ts";
import { NO_LOCK } from "../model/roots/locking.ts";
import { placeInTrees, type Roots } from "../model/roots/roots.ts";
import { NO_LIMITS } from "../model/safety/safety.ts";
import type { MirrorOptions, PassSettings } from "../model/settings.ts";
import type { PastSettings } from "../model/trash/past.ts";
import type { TrashChoice } from "../model/trash/trash.ts";
import type { OpenPastReply } from "../workers/job.ts";
import type { Pool } from "../workers/threads/pool.ts";
import { expectReply } from "./drain.ts";
import { type Ended, ended, unavailable, unfit } from "./ended.ts";
import { findRoots } from "./find.ts";
import { carryOut, type PassMeans } from "./pass.ts";
import type { Prepared } from "./prepare.ts";
import {
  asFolder,
  asTrash,
  describeOverlaps,
  type Found,
} from "./restore_places.ts";
import { prepareTrash } from "./trash.ts";

/** What is to be brought back, as it was when. Paths are absolute. */
export interface RestoreRequest {
  readonly replica: string;
  readonly trash: TrashChoice;
  /** Below the replica; the root for all of it. */
  readonly path: RelativePath;
  /** The name that a pass of that time would have. */
  readonly at: string;
  /** The folder that it is put into, instead of the replica. */
  readonly to: string | undefined;
  readonly state: string | undefined;
  readonly user: number | undefined;
  readonly options: MirrorOptions;
}

/**
 * Brings a path back as it was: a pass like any other, that has the past for
 * its source. In the replica's place what is there now goes to the trash. There
 * are no limits: it was asked for, and nothing is lost by it.
 * @throws {Error} on a bug
 */
export function runRestore(
  request: RestoreRequest,
  means: PassMeans,
): Promise<PassReport> {
  return carryOut(
    { pass: 1, options: request.options, safety: NO_LIMITS },
    means,
    () => prepareRestore(request, means),
  );
}

async function prepareRestore(
  request: RestoreRequest,
  means: PassMeans,
): Promise<Prepared> {
  const { replica: named, trash, path, at, to, state, user } = request;
  const roots = await findRoots(
    { replica: named, trash, state, user },
    means.pool,
  );
  const replica = asFolder("replica", roots.replica);
  if ("ending" in replica) return replica;
  const place = asTrash(roots.trash, { replica: named, choice: trash });
  if (typeof place === "string") return unavailable(place);
  const reply = await means.pool.run({
    kind: "open past",
    trash: place,
    replica,
    at,
    path,
  });
  if (reply.kind === "refused") return unfit(reply);
  const opened = expectReply(reply, "past opened");
  if (opened.entry === undefined) {
    return unfit({
      reason: `there was no ${quote(path)} in the replica then`,
      remedy:
        'Name another time or path; "lockstep versions" lists what the trash has',
    });
  }
  return to === undefined
    ? await inPlace(request, { roots, replica, opened }, means)
    : await elsewhere(request, { roots, to, opened }, means);
}

type Opened = Extract<OpenPastReply, { readonly kind: "past opened" }>;

async function inPlace(
  { path, options }: RestoreRequest,
  { roots, replica, opened }: {
    readonly roots: Roots;
    readonly replica: Found;
    readonly opened: Opened;
  },
  means: PassMeans,
): Promise<Prepared> {
  const locking = await means.lock(replica);
  if (locking.kind === "taken") {
    return ended({ kind: "locked", holder: locking.holder });
  }
  const { past, source } = opened;
  const { dryRun } = options;
  const trash = await prepareTrash(
    { path: past.trash, identity: past.trashIdentity },
    { source, replica, dryRun, lock: locking.lock },
    means,
  );
  if (trash.kind === "ended") return trash;
  const { replica: tree } = roots;
  const own = "place" in tree
    ? placeInTrees(roots.state, { source: tree, replica: tree })
    : NOWHERE;
  const settings: PassSettings = {
    ...settingsOf(past, { options, replica, isNew: false }),
    own: { log: NOWHERE, state: own },
    trash: trash.settings,
    ...(path === ROOT ? {} : { only: path }),
  };
  // What this changes is nobody else's doing when the next pass comes.
  if (!dryRun) {
    await means.memory.beginChanges({ source, replica: replica.path });
  }
  return { ...UNREMEMBERED, lock: locking.lock, settings };
}

async function elsewhere(
  { path, options, user }: RestoreRequest,
  { to, roots, opened: { past, source } }: {
    readonly to: string;
    readonly roots: Roots;
    readonly opened: Opened;
  },
  { pool }: PassMeans,
): Promise<Prepared> {
  const around = await findRoots({ source, replica: to, user }, pool);
  const reason = describeOverlaps(around, roots);
  if (reason !== undefined) {
    return unfit({ reason, remedy: "Name a folder apart from them" });
  }
  const place = path === ROOT
    ? to
    : pathBelow(to, nameOf(path), styleOfPath(to));
  const roomFor = { source: place, replica: to, user };
  const { source: target } = await findRoots(roomFor, pool);
  if (target.status !== "missing") {
    return unfit({
      reason: `there is something at ${quote(place)} already`,
      remedy: "Name another folder, or move it away: nothing is overwritten",
    });
  }
  const isNew = around.replica.status === "missing";
  const replica = isNew && options.dryRun
    ? { path: to, identity: undefined }
    : await openFolder({ to, isNew, user }, pool);
  if ("ending" in replica) return replica;
  const folder = path === ROOT ? ROOT : parentPath(path);
  const settings: PassSettings = {
    ...settingsOf({ ...past, folder }, { options, replica, isNew }),
    ...(path === ROOT ? {} : { only: nameOf(path) as RelativePath }),
  };
  return { ...UNREMEMBERED, lock: NO_LOCK, settings };
}

/** Finds the folder to restore to, and makes it if it is new. */
async function openFolder(
  { to, isNew, user }: {
    readonly to: string;
    readonly isNew: boolean;
    readonly user: number | undefined;
  },
  pool: Pool,
): Promise<Found | Ended> {
  if (isNew) {
    const reply = await pool.run({ kind: "make folder", path: to });
    const { failure } = expectReply(reply, "made");
    if (failure !== undefined) {
      return unavailable(`cannot make ${quote(to)}: ${failure}`);
    }
  }
  const { replica } = await findRoots({ source: to, replica: to, user }, pool);
  return asFolder("folder to restore to", replica);
}

const UNREMEMBERED = {
  kind: "ready",
  roots: undefined,
  memory: undefined,
} as const;
const NOWHERE = { source: undefined, replica: undefined };

function settingsOf(
  past: PastSettings,
  { options, replica, isNew }: {
    readonly options: MirrorOptions;
    readonly replica: {
      readonly path: string;
      readonly identity: Identity | undefined;
    };
    readonly isNew: boolean;
  },
): PassSettings {
  return {
    ...options,
    source: past.trash,
    // It is put together from several, and is none of them.
    sourceIdentity: { dev: 0, ino: 0 },
    replica: replica.path,
    replicaIdentity: replica.identity,
    replicaIsNew: isNew,
    own: { log: NOWHERE, state: NOWHERE },
    marks: undefined,
    past,
  };
}
