import { addNames } from "./path_text.ts";
import { isSystemError } from "./portable/errors.ts";

/** Where a path leads, as far as that is anybody's to say. */
export type Way =
  /** There, by links of root's or the user's own, if by any. */
  | { readonly kind: "clear"; readonly path: string }
  /** To a place in `parent` where nothing is, by such links. */
  | { readonly kind: "missing"; readonly path: string; readonly parent: string }
  /** Through a link that somebody else has made, and can make lead anywhere else. */
  | {
    readonly kind: "foreign";
    readonly link: string;
    readonly owner: number;
  }
  /** It cannot be told, or is another each time. */
  | { readonly kind: "unknown" };

/** As many links as Linux follows in one path (MAXSYMLINKS, include/linux/namei.h). */
const MOST_LINKS = 40;

/**
 * Follows an absolute path name by name and link by link, and stops at a link
 * that belongs neither to root nor to the user the program runs as: whoever
 * made it would say what is mirrored, with the rights of this program.
 *
 * There is no call that tells a link's owner and where it leads at once, so that
 * the whole way is gone again, and has to be the same: a link that is exchanged
 * at every moment is found out.
 */
export function followPath(path: string, user: number): Way {
  const way = followOnce(path, user);
  for (let again = 0; again < TIMES_AGAIN && way.kind !== "foreign"; again++) {
    const other = followOnce(path, user);
    if (other.kind === "foreign") return other;
    if (!isSameWay(way, other)) return UNKNOWN;
  }
  return way;
}

const TIMES_AGAIN = 2;
const UNKNOWN: Way = { kind: "unknown" };

function isSameWay(a: Way, b: Way): boolean {
  if (a.kind !== b.kind) return false;
  return !("path" in a && "path" in b) || a.path === b.path;
}

function followOnce(path: string, user: number): Way {
  let at = "";
  const names = namesIn(path);
  for (let links = 0; links <= MOST_LINKS;) {
    const name = names.pop();
    if (name === undefined) return { kind: "clear", path: at || "/" };
    if (name === "..") at = at.slice(0, Math.max(0, at.lastIndexOf("/")));
    if (name === ".." || name === ".") continue;
    const here = `${at}/${name}`;
    const seen = lookAt(here);
    switch (seen.kind) {
      case "unknown":
        return UNKNOWN;
      case "missing": {
        const rest = [name, ...names.reverse()];
        const parent = at || "/";
        return { kind: "missing", path: addNames(parent, rest), parent };
      }
      case "other":
        at = here;
        continue;
      case "link":
        if (seen.owner !== 0 && seen.owner !== user) {
          return { kind: "foreign", link: here, owner: seen.owner };
        }
        links++;
        if (seen.target.startsWith("/")) at = "";
        names.push(...namesIn(seen.target));
    }
  }
  return UNKNOWN;
}

/** Returns the names of a path, the last one first. */
function namesIn(path: string): string[] {
  return path.split("/").filter((name) => name !== "").reverse();
}

/** What is at a path. */
type Seen =
  | { readonly kind: "link"; readonly owner: number; readonly target: string }
  | { readonly kind: "other" }
  | { readonly kind: "missing" }
  | { readonly kind: "unknown" };

/** Tells what is at a path, and nothing if a link is another before and after it is read. */
function lookAt(path: string): Seen {
  try {
    const before = Deno.lstatSync(path);
    if (!before.isSymlink) return { kind: "other" };
    const target = Deno.readLinkSync(path);
    const after = Deno.lstatSync(path);
    return after.ino === before.ino && after.dev === before.dev
      ? { kind: "link", owner: before.uid ?? 0, target }
      : { kind: "unknown" };
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return { kind: "missing" };
    if (isSystemError(error)) return { kind: "unknown" };
    throw error;
  }
}
