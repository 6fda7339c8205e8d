import type { Entry, FileEntry } from "../entry/entry.ts";
import type { Rule } from "./rule.ts";

/** What the user wants left out of a pass. Plain data: it travels between threads. */
export interface FilterSettings extends FileLimits {
  /** The rules of the options, which decide before those of the source's folders; later ones over earlier. */
  readonly rules: readonly Rule[];
  /** What is excluded is removed from the replica. */
  readonly deleteExcluded: boolean;
}

/** Files beyond these are left out; `undefined` where there is no limit. */
export interface FileLimits {
  readonly leastBytes?: number | undefined;
  readonly mostBytes?: number | undefined;
  /** Milliseconds since 1970: files last changed before are left out. */
  readonly oldestMs?: number | undefined;
  /** Milliseconds since 1970: files last changed after are left out. */
  readonly newestMs?: number | undefined;
}

/** Tells whether files are left out by their size or age. */
export function hasLimits(limits: FileLimits): boolean {
  const { leastBytes, mostBytes, oldestMs, newestMs } = limits;
  return [leastBytes, mostBytes, oldestMs, newestMs].some((limit) =>
    limit !== undefined
  );
}

/** Tells which limit leaves an entry out; folders, links and special files have none. */
export function limitBeyond(
  entry: Entry | undefined,
  limits: FileLimits,
): keyof FileLimits | undefined {
  if (entry?.kind !== "file") return undefined;
  return sizeBeyond(entry, limits) ?? timeBeyond(entry, limits);
}

function sizeBeyond(
  { size }: FileEntry,
  { leastBytes = 0, mostBytes = Infinity }: FileLimits,
): keyof FileLimits | undefined {
  if (size < leastBytes) return "leastBytes";
  return size > mostBytes ? "mostBytes" : undefined;
}

function timeBeyond(
  { mtimeSeconds, mtimeNanos }: FileEntry,
  { oldestMs = -Infinity, newestMs = Infinity }: FileLimits,
): keyof FileLimits | undefined {
  const changedMs = mtimeSeconds * 1000 + mtimeNanos / 1e6;
  if (changedMs < oldestMs) return "oldestMs";
  return changedMs > newestMs ? "newestMs" : undefined;
}
