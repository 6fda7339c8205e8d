/** Where a path leads, as far as that is anybody's to say. */
export type Way =
  /** There, by links of root's or the user's own, if by any. */
  | { readonly kind: "clear"; readonly path: string }
  /** Through a link that somebody else has made, and can make lead anywhere else. */
  | {
    readonly kind: "foreign";
    readonly link: string;
    readonly owner: number;
  }
  /** Nowhere, or it cannot be told. */
  | { readonly kind: "unknown" };

/** As many links as Linux follows in one path (MAXSYMLINKS, include/linux/namei.h). */
const MOST_LINKS = 40;

/**
 * Follows an absolute path name by name and link by link, and stops at a link
 * that belongs neither to root nor to the user the program runs as: whoever
 * made it would say what is mirrored, with the rights of this program.
 */
export function followPath(path: string, user: number): Way {
  let at = "";
  const names = namesIn(path);
  for (let links = 0; links <= MOST_LINKS;) {
    const name = names.pop();
    if (name === undefined) return { kind: "clear", path: at || "/" };
    if (name === "..") at = at.slice(0, Math.max(0, at.lastIndexOf("/")));
    if (name === ".." || name === ".") continue;
    const here = `${at}/${name}`;
    const seen = lookAt(here);
    if (seen === undefined) break;
    if (seen.target === undefined) at = here;
    else if (seen.owner !== 0 && seen.owner !== user) {
      return { kind: "foreign", link: here, owner: seen.owner };
    } else {
      links++;
      if (seen.target.startsWith("/")) at = "";
      names.push(...namesIn(seen.target));
    }
  }
  return { kind: "unknown" };
}

/** Returns the names of a path, the last one first. */
function namesIn(path: string): string[] {
  return path.split("/").filter((name) => name !== "").reverse();
}

/** Returns the owner of what is at a path, and where it leads if it is a link. */
function lookAt(
  path: string,
): { readonly owner: number; readonly target: string | undefined } | undefined {
  try {
    const { isSymlink, uid } = Deno.lstatSync(path);
    const target = isSymlink ? Deno.readLinkSync(path) : undefined;
    return { owner: uid ?? 0, target };
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}
