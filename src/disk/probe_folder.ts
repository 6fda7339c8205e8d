import type { RelativePath } from "../model/paths/path.ts";
import type { ProbedFacts } from "../model/roots/folder_facts.ts";
import { probeCapabilities } from "./capabilities.ts";
import type { Disk, Folder } from "./disk.ts";
import { succeeds } from "./if_possible.ts";
import { probeNames, restoreTime } from "./probe_names.ts";
import { dropTree } from "./remove.ts";
import { temporaryName } from "./temporary.ts";

/**
 * Finds out what the file system of a replica keeps, in a temporary folder,
 * which is removed again. The replica has its time back afterwards, if it can.
 * @throws {DiskError} if nothing can be made there
 */
export function probeFolder(
  disk: Disk,
  folder: Folder,
  options: { readonly owner: boolean },
): ProbedFacts {
  const temporary = temporaryName();
  folder.createFolder(temporary, 0o700);
  try {
    using inside = folder.openFolder(temporary as RelativePath);
    const { owners, ...capabilities } = probeCapabilities(
      disk,
      inside,
      options,
    );
    return {
      capabilities,
      owners: options.owner ? owners : undefined,
      names: probeNames(inside),
      links: keepsLinks(inside),
      ...probeFile(inside),
    };
  } finally {
    dropTree(folder, temporary);
    restoreTime(folder);
  }
}

/** Looks, too: not everything that takes a link makes one. */
function keepsLinks(folder: Folder): boolean {
  const name = "link";
  return succeeds(() => folder.createLink(name, { target: "nowhere" })) &&
    folder.stat(name)?.kind === "symlink";
}

function probeFile(
  folder: Folder,
): Pick<ProbedFacts, "hardLinks" | "attributes"> {
  folder.createFile("file", 0o600)[Symbol.dispose]();
  return {
    attributes: keepsAttributes(folder),
    hardLinks: succeeds(() =>
      folder.createHardLink("other", { folder, name: "file" })
    ),
  };
}

function keepsAttributes(folder: Folder): boolean {
  const entry = folder.stat("file");
  if (entry === undefined) return false;
  using held = folder.hold("file", entry);
  const attributes = held.attributes?.();
  return attributes !== undefined &&
    succeeds(() => attributes.set("user.lockstep", new Uint8Array([1])));
}
