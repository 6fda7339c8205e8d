import { splitPath, styleOfPath } from "../paths/system_path.ts";
import type { FoundPair, PathPair } from "../safety/memory.ts";
import { isSamePath } from "./place.ts";

/**
 * Returns what the user calls two roots, or `undefined` if they lie where their
 * names say: then no link can lead elsewhere the next time.
 */
export function namedPair(
  named: PathPair,
  { source, replica }: Pick<FoundPair, "source" | "replica">,
): PathPair | undefined {
  const tidy = { source: tidied(named.source), replica: tidied(named.replica) };
  const isReal = isSamePath(tidy.source, source.path) &&
    isSamePath(tidy.replica, replica.path);
  return isReal ? undefined : tidy;
}

/** Leaves `..` where it is: behind a link it leads elsewhere than the names say. */
function tidied(path: string): string {
  const style = styleOfPath(path);
  const { top, names } = splitPath(path, style);
  const rest = names.filter((name) => name !== ".");
  return `${top}${rest.join(style === "windows" ? "\\" : "/")}`;
}
