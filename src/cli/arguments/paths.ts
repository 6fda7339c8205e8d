import { toAbsolute } from "../../model/paths/absolute_path.ts";
import { styleOf } from "../../model/paths/system_path.ts";
import { UsageError } from "../usage_error.ts";

/**
 * Returns a path that does not depend on the current folder any more.
 * @throws {UsageError} for what Windows would take for no path of a file
 */
export function absolutePath(
  path: string,
  currentFolder: string,
  os: typeof Deno.build.os = Deno.build.os,
): string {
  const surroundings = { folder: currentFolder, style: styleOf(os) };
  const absolute = toAbsolute(path, surroundings);
  if (absolute.kind === "path") return absolute.path;
  throw new UsageError(absolute.reason);
}
