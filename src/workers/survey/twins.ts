import type { Folder, ReadableFolder } from "../../disk/disk.ts";
import { DryFolder } from "../../disk/dry.ts";
import type { CompareRules } from "../../model/entry/difference.ts";
import type { PassContext } from "../context.ts";

/** The two sides of a folder, open. */
export interface OpenPair {
  readonly source: ReadableFolder;
  readonly replica: Folder;
  readonly context: PassContext;
}

/**
 * Tells at the least cost that two files of one name are equal by all that is
 * asked for, and how many bytes were read for it. `undefined` tells nothing.
 *
 * Perf: this is what nearly all entries of nearly all passes are.
 */
export function readOfTwins(
  name: string,
  { source, replica, context }: OpenPair,
  { contents }: CompareRules,
): number | undefined {
  const { attributes, digest, now } = context.copyOptions;
  const real = replica instanceof DryFolder ? replica.real : replica;
  if (real === undefined || attributes !== undefined) return undefined;
  if (!contents) return source.hasTwin?.(name, real) ? 0 : undefined;
  if (digest !== undefined) return undefined;
  return source.sizeOfEqualTwin?.(name, real, now());
}
