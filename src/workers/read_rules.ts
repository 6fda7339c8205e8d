import { DiskError, type ReadableFolder } from "../disk/disk.ts";
import { isUntouched } from "../model/entry.ts";
import { decodeName } from "../model/name_bytes.ts";
import { RULES_NAME } from "../model/rule.ts";

/** Rules are written by hand: what is larger is something else. */
const MOST_BYTES = 1024 * 1024;

/**
 * Reads the rules of a folder of the source, names in them as the disk has
 * them. None where the file has just vanished.
 * @throws {DiskError} also if it is no file, is too large, or changes meanwhile
 */
export function readRulesFile(folder: ReadableFolder): string {
  const found = folder.stat(RULES_NAME);
  if (found === undefined) return "";
  if (found.kind !== "file") {
    throw unreadable("it is no file, and links are not followed");
  }
  if (found.size > MOST_BYTES) throw unreadable("it is larger than 1 MiB");
  using file = folder.openFile(RULES_NAME);
  const bytes = new Uint8Array(found.size + 1);
  let length = 0;
  while (length < bytes.length) {
    const read = file.read(bytes.subarray(length));
    if (read === 0) break;
    length += read;
  }
  if (!isUntouched(found, file.stat())) {
    throw unreadable("it changed while it was read");
  }
  return decodeName(bytes.subarray(0, length));
}

function unreadable(reason: string): DiskError {
  return new DiskError(reason, {
    doing: "read the rules of what is left out",
    code: "",
    side: "source",
  });
}
