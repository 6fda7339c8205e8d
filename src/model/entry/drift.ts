import type { RelativePath } from "../paths/path.ts";
import type { EntryFacts } from "./entry.ts";

/** A time of a file system or of the machine. */
export interface Moment {
  /** Whole seconds since 1970, rounded down. */
  readonly seconds: number;
  readonly nanos: number;
}

/** What others did to the replica: changed what lockstep left there, removed it, or added something. */
export type DriftKind = "changed" | "removed" | "added";

/** One path of the replica that somebody else has touched. */
export interface Drift {
  readonly path: RelativePath;
  readonly kind: DriftKind;
}

/** By what it is told who changed the replica. */
export interface DriftMarks {
  /** When lockstep last changed anything in the replica, by the clock of its file system. */
  readonly replicaSince: Moment;
  /**
   * What in the source changed last before this was in the replica when a pass
   * ended; `undefined` where no pass could bring over all.
   */
  readonly sourceBefore: Moment | undefined;
}

/** Two entries that differ; what takes another call is asked for only if it decides. */
export interface Differing {
  readonly source: EntryFacts;
  readonly replica: EntryFacts;
  /** Returns when the entry itself was last changed (ctime), which nobody can set. */
  readonly sourceChange: () => Moment | undefined;
  readonly replicaChange: () => Moment | undefined;
}

/**
 * Tells whether a difference is certainly due to somebody else, who changed the
 * replica after lockstep had left it: the replica's entry was changed since,
 * and either its contents were too, or the source's has not been changed.
 *
 * A change time alone is no proof where the source has changed as well: it also
 * moves when the file gets another name, as in a snapshot made with `cp -al`.
 */
export function isEdited(
  { source, replica, sourceChange, replicaChange }: Differing,
  { replicaSince, sourceBefore }: DriftMarks,
): boolean {
  const isWritten = isAfter(timeOf(replica), replicaSince);
  const mayBeOld = isBefore(timeOf(source), sourceBefore);
  if (!isWritten && !mayBeOld) return false;
  if (!isAfter(replicaChange(), replicaSince)) return false;
  return isWritten || isBefore(sourceChange(), sourceBefore);
}

/** Returns the time of last change of an entry's contents. */
export function timeOf({ mtimeSeconds, mtimeNanos }: EntryFacts): Moment {
  return { seconds: mtimeSeconds, nanos: mtimeNanos };
}

/** Tells whether a moment is certainly later than another. */
export function isAfter(
  moment: Moment | undefined,
  mark: Moment | undefined,
): boolean {
  if (moment === undefined || mark === undefined) return false;
  return moment.seconds > mark.seconds ||
    (moment.seconds === mark.seconds && moment.nanos > mark.nanos);
}

/** Tells whether a moment is certainly not later than another. */
export function isBefore(
  moment: Moment | undefined,
  mark: Moment | undefined,
): boolean {
  return moment !== undefined && mark !== undefined && !isAfter(moment, mark);
}

/** Returns the moment of a time in milliseconds since 1970. */
export function momentAt(milliseconds: number): Moment {
  const seconds = Math.floor(milliseconds / 1000);
  return { seconds, nanos: Math.round((milliseconds - seconds * 1000) * 1e6) };
}

/** What the marks after a pass follow from. */
export interface MarkFacts {
  /** Those of the pass before. */
  readonly before: DriftMarks | undefined;
  /** When the pass began, in milliseconds since 1970. */
  readonly beganMs: number;
  /** The clock of the replica's file system after all changes; `undefined` if there were none or it does not tell. */
  readonly clock: Moment | undefined;
  readonly changed: boolean;
  /** The replica had all of the source at the end. */
  readonly clean: boolean;
}

/** Returns the marks that a pass leaves for the next one. */
export function marksAfter(
  { before, beganMs, clock, changed, clean }: MarkFacts,
): DriftMarks | undefined {
  const unchanged = before?.replicaSince ?? momentAt(beganMs);
  const replicaSince = changed ? believable(clock, beganMs) : unchanged;
  if (replicaSince === undefined) return undefined;
  const sourceBefore = clean ? momentAt(beganMs - SOURCE_MARGIN_MS) : undefined;
  return { replicaSince, sourceBefore };
}

/**
 * The source's file system may keep whole seconds only, and a server's clock is
 * not quite that of this machine.
 */
const SOURCE_MARGIN_MS = 2000;

/** A file system without change times shows something else in their place. */
function believable(
  clock: Moment | undefined,
  nowMs: number,
): Moment | undefined {
  if (clock === undefined) return undefined;
  const apart = Math.abs(clock.seconds - nowMs / 1000);
  return apart < SECONDS_OF_A_DAY ? clock : undefined;
}

const SECONDS_OF_A_DAY = 86_400;
