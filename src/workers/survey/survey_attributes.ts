import { compareAttributes } from "../../disk/attributes.ts";
import type { ReadableFolder } from "../../disk/disk.ts";
import { mindsAttributes, withParts } from "../../model/entry/attributes.ts";
import type { Verdict } from "../../model/entry/difference.ts";
import type { PassContext } from "../context.ts";

/** Two entries of one name, "" for the folders themselves. */
export interface NamePair {
  readonly name: string;
  readonly source: ReadableFolder;
  readonly replica: ReadableFolder;
}

/**
 * Returns a verdict on two entries that takes in their attributes, as far as
 * these are kept.
 * @throws {DiskError} if the source's cannot be read
 */
export function judgeAttributes(
  verdict: Verdict,
  { name, source, replica }: NamePair,
  { copyOptions: { attributes: kept } }: PassContext,
): Verdict {
  if (kept === undefined || !mindsAttributes(verdict)) return verdict;
  const [from, to] = [source, replica].map((it) => it.attributesOf?.(name));
  if (from === undefined || to === undefined) return verdict;
  const pair = { source: from, replica: to, kept };
  return withParts(verdict, compareAttributes(pair));
}
