import type { MetadataPart, Verdict } from "./difference.ts";

/** Extended attributes by name, their values as they stand. ACLs are among them. */
export type Attributes = ReadonlyMap<string, Uint8Array>;

/** Which attributes are kept: none, those that users may set, or those of all namespaces but the system's. */
export type AttributeScope = "none" | "user" | "all";

/** What of an entry's attributes is kept. */
export interface KeptAttributes {
  readonly attributes: AttributeScope;
  readonly acls: boolean;
}

/** The parts of an entry's metadata that are kept as attributes. */
export type AttributePart = Extract<MetadataPart, "attributes" | "ACL">;

/** Returns what is kept as attributes, or `undefined` for nothing. */
export function keptAttributes(
  { attributes, acls }: KeptAttributes,
  lacks: { readonly attributes: boolean; readonly acls: boolean },
): KeptAttributes | undefined {
  const kept: KeptAttributes = {
    attributes: lacks.attributes ? "none" : attributes,
    acls: acls && !lacks.acls,
  };
  return kept.attributes === "none" && !kept.acls ? undefined : kept;
}

/** What has to be done for an entry to have the attributes of another. */
export interface AttributeChanges {
  /** ACLs come last: with one the mode changes, which may take a right away. */
  readonly set: Attributes;
  readonly remove: readonly string[];
}

/** Where Linux keeps POSIX ACLs: include/uapi/linux/xattr.h. */
const ACLS = ["system.posix_acl_access", "system.posix_acl_default"];

/** Tells whether an attribute is an ACL. */
export function isAcl(attribute: string): boolean {
  return ACLS.includes(attribute);
}

/** Tells whether an attribute is to be the same on both sides. */
export function isKept(attribute: string, kept: KeptAttributes): boolean {
  if (isAcl(attribute)) return kept.acls;
  switch (kept.attributes) {
    case "none":
      return false;
    case "user":
      return attribute.startsWith("user.");
    case "all":
      return !attribute.startsWith("system.");
  }
}

/** Returns what makes the attributes of the replica's entry those of the source's. */
export function attributeChanges(
  source: Attributes,
  replica: Attributes,
): AttributeChanges {
  const set = [...source].filter(([name, value]) =>
    !sameValue(value, replica.get(name))
  );
  return {
    set: new Map([
      ...set.filter(([name]) => !isAcl(name)),
      ...set.filter(([name]) => isAcl(name)),
    ]),
    remove: [...replica.keys()].filter((name) => !source.has(name)),
  };
}

/** Returns the parts that changes belong to, in the order of the log. */
export function partsOf(changes: AttributeChanges): readonly AttributePart[] {
  const names = [...changes.set.keys(), ...changes.remove];
  const parts: AttributePart[] = [];
  if (!names.every(isAcl)) parts.push("attributes");
  if (names.some(isAcl)) parts.push("ACL");
  return parts;
}

/** Returns a verdict on two entries that takes in how their attributes differ. */
export function withParts(
  verdict: Verdict,
  parts: readonly AttributePart[],
): Verdict {
  if (parts.length === 0 || !mindsAttributes(verdict)) return verdict;
  const others = verdict.kind === "metadata" ? verdict.parts : [];
  return { kind: "metadata", parts: [...others, ...parts] };
}

/** Tells whether it depends on the attributes what is to be done; what is made anew gets them anyway. */
export function mindsAttributes({ kind }: Verdict): boolean {
  return kind === "same" || kind === "metadata";
}

function sameValue(a: Uint8Array, b: Uint8Array | undefined): boolean {
  return b !== undefined && a.length === b.length &&
    a.every((byte, index) => byte === b[index]);
}
