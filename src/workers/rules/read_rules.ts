import { DiskError, type ReadableFolder } from "../../disk/disk.ts";
import { isUntouched } from "../../model/entry/entry.ts";
import { decodeName } from "../../model/paths/name_bytes.ts";
import type { RelativePath } from "../../model/paths/path.ts";
import {
  findTooWild,
  MOST_GLOBSTARS,
  parseRules,
  type Rule,
  RULES_NAME,
} from "../../model/rules/rule.ts";

/** Rules are written by hand: what is larger is something else. */
const MOST_BYTES = 1024 * 1024;

/**
 * Reads the rules of a folder of the source, names in them as the disk has
 * them. There are none where it has no such file.
 * @throws {DiskError} also if they are in no file, or too large, or change meanwhile
 */
export function readRules(
  folder: RelativePath,
  source: ReadableFolder,
): readonly Rule[] {
  const rules = parseRules(
    readText(source),
    (line) => ({ kind: "folder", folder, line }),
  );
  const wild = findTooWild(rules);
  if (wild?.from.kind !== "folder") return rules;
  throw unreadable(
    `line ${wild.from.line} has more than ${MOST_GLOBSTARS} times "**"`,
  );
}

function readText(folder: ReadableFolder): string {
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
