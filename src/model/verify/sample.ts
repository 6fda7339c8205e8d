import type { RelativePath } from "../paths/path.ts";

/** A part of all files: those whose paths fall to `part` when they are dealt out to `of` parts. */
export interface SamplePart {
  /** From 0 to `of` - 1. */
  readonly part: number;
  readonly of: number;
}

/**
 * Returns the part that a sample of so many percent reads in its turn: as many
 * parts as it takes to have none larger than that, one after another.
 */
export function samplePart(percent: number, turn: number): SamplePart {
  const of = Math.max(1, Math.ceil(100 / percent));
  return { part: turn % of, of };
}

/** Tells whether a path belongs to a part. It always falls to the same one, whatever else is in the tree. */
export function isInPart(
  path: RelativePath,
  { part, of }: SamplePart,
): boolean {
  return hash(path) % of === part;
}

/** FNV-1a (draft-eastlake-fnv), over code units, and mixed so that all bits of the last ones count. */
function hash(text: string): number {
  let sum = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  }
  sum = Math.imul(sum ^ (sum >>> 16), 0x85ebca6b);
  return (sum ^ (sum >>> 13)) >>> 0;
}
