import type { EntryKind } from "../entry/entry.ts";

/** Something that a pass says of an entry: what it was when the pass began, or that there was none. */
export interface Evidence {
  /** The pass, as a place among those of the history, oldest first. */
  readonly pass: number;
  readonly kind: EntryKind | "absent";
}

/**
 * What an entry was at the time from which a history goes on:
 * - "none": there was none;
 * - "kept": what a pass took away and the trash has;
 * - "present": what the replica has, if it has anything: no pass has touched it;
 * - "folder": a folder, whose entries each have a history of their own.
 */
export type Past =
  | { readonly kind: "none" }
  | { readonly kind: "kept"; readonly pass: number; readonly entry: EntryKind }
  | { readonly kind: "present" }
  | ({ readonly kind: "folder" } & PastFolderFacts);

export interface PastFolderFacts {
  /** The passes that took something out of it, or it as a whole. */
  readonly passes: readonly number[];
  /** The pass that made something else of it, or made it anew: what came then was not in it. */
  readonly until: number;
}

/** No pass has made anything else of it: what is in the replica is still the same. */
export const UNTIL_NOW = Infinity;

/**
 * Decides what an entry was, from all that passes say of it, oldest first:
 * every pass tells of the time before it, so that the first one is right. What
 * passes say of the folder that it was in ends with `until`.
 */
export function judgePast(
  evidence: readonly Evidence[],
  until: number,
): Past {
  const [first, ...later] = evidence.filter(({ pass }) => pass < until);
  if (first === undefined) {
    return until === UNTIL_NOW ? { kind: "present" } : { kind: "none" };
  }
  if (first.kind === "absent") return { kind: "none" };
  if (first.kind !== "directory") {
    return { kind: "kept", pass: first.pass, entry: first.kind };
  }
  const end = later.find(({ kind }) => kind !== "directory")?.pass ?? until;
  const passes = [first, ...later].map(({ pass }) => pass)
    .filter((pass) => pass < end);
  return { kind: "folder", passes, until: end };
}
