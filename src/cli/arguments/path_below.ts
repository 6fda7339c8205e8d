import { type RelativePath, ROOT } from "../../model/paths/path.ts";
import { splitPath, styleOfPath } from "../../model/paths/system_path.ts";
import { isBelow, isSamePath } from "../../model/roots/place.ts";
import { UsageError } from "../usage_error.ts";

/** The root that a path is to lie below: an absolute path. */
export interface NamedRoot {
  readonly side: "source" | "replica";
  readonly root: string;
}

/**
 * Understands a path inside a root: below it, or whole; in quotes it is read as
 * the log and `lockstep versions` print it. Below a path of Windows names may be
 * separated by either slash.
 * @throws {UsageError} if it leads out of the root
 */
export function parsePathBelow(
  text: string,
  { side, root: named }: NamedRoot,
): RelativePath {
  refuseEmptyPath(text);
  const path = unquote(text);
  const root = named.replace(/(?<=.)[\\/]+$/, "");
  const style = styleOfPath(root);
  const isWhole = isSamePath(path, root) || isBelow(path, root);
  if (!isWhole && /^([\\/]|[A-Za-z]:[\\/])/.test(path)) {
    throw new UsageError(
      `"${path}" does not lie in the ${side}, "${named}": name a path below it`,
    );
  }
  const below = isWhole ? path.slice(root.length) : path;
  const names = splitPath(`./${below}`, style).names.filter((name) =>
    name !== "."
  );
  if (names.includes("..")) {
    throw new UsageError(
      `"${path}" leads up with "..": write the path it means`,
    );
  }
  return names.length === 0 ? ROOT : names.join("/") as RelativePath;
}

function unquote(text: string): string {
  if (!/^".*"$/s.test(text)) return text;
  try {
    const path: unknown = JSON.parse(text);
    return typeof path === "string" ? path : text;
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}

/**
 * Makes sure that a path is given where it is the whole tree that "" could mean.
 * @throws {UsageError} if it is empty
 */
export function refuseEmptyPath(text: string): void {
  if (text === "") {
    throw new UsageError("PATH is empty: name a path, or . for all");
  }
}
