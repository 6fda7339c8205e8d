import type { Disk } from "../../disk/disk.ts";
import {
  type KeptAttributes,
  keptAttributes,
} from "../../model/entry/attributes.ts";
import type { PassSettings } from "../../model/settings.ts";

/** Returns what of the attributes is kept: the disk is asked only for what is asked of it. */
export function attributesToKeep(
  { attributes, acls }: PassSettings,
  disk: Disk,
): KeptAttributes | undefined {
  return keptAttributes({ attributes, acls }, {
    attributes: attributes !== "none" && disk.lacks("attributes"),
    acls: acls && disk.lacks("ACLs"),
  });
}
