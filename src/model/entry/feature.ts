import type { MirrorOptions } from "../settings.ts";

/** What can be asked for that not every disk can keep. */
export type DiskFeature = "attributes" | "ACLs" | "special files";

/** What can be asked for that cannot be kept everywhere. */
export type Feature = DiskFeature | "owners";

/** What each is called in the log. */
const NAMES: Readonly<Record<DiskFeature, string>> = {
  attributes: "extended attributes (--xattrs)",
  ACLs: "ACLs (--acls)",
  "special files": "FIFOs, sockets and devices (--specials)",
};

/** Returns what was asked for, of all that a disk may lack. */
export function askedFeatures(options: MirrorOptions): readonly DiskFeature[] {
  const asked: DiskFeature[] = [];
  if (options.attributes !== "none") asked.push("attributes");
  if (options.acls) asked.push("ACLs");
  if (options.specials) asked.push("special files");
  return asked;
}

/** Says what was asked for and cannot be kept; `undefined` if there is no such thing. */
export function describeMissing(
  options: MirrorOptions,
  lacks: readonly Feature[],
): string | undefined {
  const missing = askedFeatures(options)
    .filter((feature) => lacks.includes(feature))
    .map((feature) => NAMES[feature]);
  if (missing.length === 0) return undefined;
  return `not kept, as it takes the native disk (Linux, with /proc): ${
    missing.join(", ")
  }`;
}
