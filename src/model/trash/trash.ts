import { quote } from "../paths/quote.ts";

/** Where old versions go: to a folder that the user names, or to one beside the replica. */
export type TrashChoice =
  | { readonly kind: "folder"; readonly path: string }
  | { readonly kind: "beside" };

/** The file that makes a folder lockstep's trash. */
export const MARKER_NAME = "lockstep-trash.json";

/** What follows the name of a pass in the name of its list of what it made. */
const RECORD_END = ".created";

/**
 * What the marker of a trash says. A folder without one is never taken for a
 * trash, so that nothing in it is ever removed to thin it out.
 */
export interface TrashMarker {
  /** Where the trash itself was when this was written. */
  readonly trash: string;
  readonly replica: string;
  /** The source of the last pass. */
  readonly source: string;
  /** A pass's name: what the replica held before that time is not known. */
  readonly since: string;
}

/** Returns the text of a marker file. */
export function formatMarker(marker: TrashMarker): string {
  const note = "Old versions kept by lockstep. Without this file it does not " +
    "know this folder.";
  return `${JSON.stringify({ note, format: 1, ...marker }, null, 2)}\n`;
}

/** Reads a marker file; `undefined` if it is none that this version can read. */
export function parseMarker(text: string): TrashMarker | undefined {
  const fields = parseObject(text);
  if (fields?.["format"] !== 1) return undefined;
  const [trash, replica, source, since] = [
    fields["trash"],
    fields["replica"],
    fields["source"],
    fields["since"],
  ];
  if (
    typeof trash !== "string" || typeof replica !== "string" ||
    typeof source !== "string" || typeof since !== "string"
  ) return undefined;
  return timeOfPass(since) === undefined
    ? undefined
    : { trash, replica, source, since };
}

/** Which trash a replica has, for those who only name the replica. */
export interface TrashNote {
  readonly replica: string;
  readonly trash: string;
}

/** Where a trash and its replica are now. */
export interface TrashPlaces {
  readonly trash: string;
  readonly replica: string;
}

/**
 * Tells whether a trash is that of a replica: by the replica's path, or by the
 * way from one to the other, as both may lie on a disk that is mounted elsewhere.
 */
export function isTrashOf(marker: TrashMarker, places: TrashPlaces): boolean {
  return marker.replica === places.replica ||
    wayBetween(marker) === wayBetween(places);
}

/** Returns why a folder cannot be the trash of a replica, and what to do about it. */
export function describeForeign(
  marker: TrashMarker,
  { trash }: TrashPlaces,
): { readonly reason: string; readonly remedy: string } {
  return {
    reason: `the trash, ${quote(trash)}, is that of another replica, ${
      quote(marker.replica)
    }`,
    remedy:
      `Name another folder; if that replica is this one, moved, write its new path into ${MARKER_NAME} there`,
  };
}

/** Returns the path of `replica` as seen from `trash`, without what both begin with. */
function wayBetween({ trash, replica }: TrashPlaces): string {
  const [from, to] = [trash.split(/[\\/]/), replica.split(/[\\/]/)];
  let shared = 0;
  while (shared < from.length && from[shared] === to[shared]) shared++;
  return [...from.slice(shared), "", ...to.slice(shared)].join("/");
}

/** `2026-11-21T19-08-14.123Z`: the time of a pass, in UTC, as every file system takes it. */
const PASS = /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d\.\d{3})Z$/;

/** Returns the name of a pass that began at a time, in milliseconds since 1970. */
export function passName(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replaceAll(":", "-");
}

/** Returns when a pass began, in milliseconds since 1970, or `undefined` for what is no name of one. */
export function timeOfPass(name: string): number | undefined {
  const [, day, hours, minutes, seconds] = PASS.exec(name) ?? [];
  if (day === undefined) return undefined;
  const time = Date.parse(`${day}T${hours}:${minutes}:${seconds}Z`);
  return Number.isNaN(time) ? undefined : time;
}

/**
 * Returns the name of the next pass: its time, but later than all that were
 * before, also where two begin at the same moment or the clock was set back, as
 * the order of passes is that of their names.
 */
export function nextPassName(now: number, before: readonly string[]): string {
  const times = before.map((name) => timeOfPass(name) ?? 0);
  return passName(times.reduce((next, time) => Math.max(next, time + 1), now));
}

/** Returns the name of the list of what a pass made. */
export function recordName(pass: string): string {
  return `${pass}${RECORD_END}`;
}

/** Returns the pass of such a list, or `undefined` for any other name. */
export function passOfRecord(name: string): string | undefined {
  if (!name.endsWith(RECORD_END)) return undefined;
  const pass = name.slice(0, -RECORD_END.length);
  return timeOfPass(pass) === undefined ? undefined : pass;
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null
      ? Object.fromEntries(Object.entries(value))
      : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
