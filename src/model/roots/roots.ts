import type { RelativePath } from "../paths/path.ts";
import { quote } from "../paths/quote.ts";
import { isTop, styleOfPath } from "../paths/system_path.ts";
import type { FoundRoot, PathPair } from "../safety/memory.ts";
import type { Refused } from "../safety/refusal.ts";
import type { TrashChoice } from "../trash/trash.ts";
import { checkTrash, type PlacedTrash } from "../trash/trash_place.ts";
import { describeOverlap } from "./overlap.ts";
import type { OwnFiles, PlaceInTrees } from "./own_files.ts";
import { type Place, type Placed, rootAbove, type RootState } from "./place.ts";
import { checkPlaced, type Unavailable } from "./placed.ts";
import type { RootTraits } from "./root_traits.ts";

/** The paths that a pass is given, absolute but otherwise as the user named them. */
export interface NamedRoots {
  readonly source: string;
  readonly replica: string;
  readonly log: string | undefined;
  readonly state: string | undefined;
  readonly summary?: string | undefined;
  /** Who the program runs as, whose links and root's are followed; `undefined` where links have no owners. */
  readonly user?: number | undefined;
  /** Where old versions go, if they are kept. */
  readonly trash?: TrashChoice | undefined;
}

/** Both roots and what lockstep writes besides, as they were found before a pass. */
export interface Roots {
  readonly source: RootState;
  readonly replica: RootState;
  /** Where lockstep's own files lie; `undefined` where that could not be found. */
  readonly log: Place | undefined;
  readonly state: Place | undefined;
  readonly summary?: Place | undefined;
  readonly trash?: RootState | undefined;
}

/** What the roots allow. */
export type RootsVerdict =
  | {
    readonly kind: "ready";
    readonly source: FoundRoot & { readonly traits: RootTraits };
    readonly replica: FoundRoot;
    readonly named?: PathPair | undefined;
    readonly own: OwnFiles;
    readonly trash?: PlacedTrash | undefined;
  }
  | Refused
  /** The source is not there, and could be made. */
  | { readonly kind: "no source"; readonly path: string }
  | Unavailable;

/** Decides whether a pass may run between two roots. */
export function checkRoots(roots: Roots): RootsVerdict {
  const source = checkPlaced("source", roots.source);
  if ("kind" in source) return source;
  const replica = checkPlaced("replica", roots.replica);
  if ("kind" in replica) return replica;
  const refused = checkPlaces(source, replica);
  if (refused !== undefined) return refused;
  if (source.status === "missing") {
    return { kind: "no source", path: source.place.path };
  }
  const trash = roots.trash && checkTrash(roots.trash, { source, replica });
  if (trash !== undefined && trash.kind !== "ready") return trash;
  return {
    kind: "ready",
    ...(trash === undefined ? {} : { trash: trash.trash }),
    source: { ...foundAt(source), traits: traitsOf(source) },
    replica: foundAt(replica),
    own: {
      log: placeInTrees(roots.log, { source, replica }),
      state: placeInTrees(roots.state, { source, replica }),
      summary: placeInTrees(roots.summary, { source, replica }),
    },
  };
}

/** Returns why two folders are no pair, by where they lie. */
function checkPlaces(source: Placed, replica: Placed): Refused | undefined {
  const { path } = replica.place;
  if (isTop(path, styleOfPath(path))) {
    return {
      kind: "refused",
      reason: `the replica is the top of a file tree, ${quote(path)}`,
      remedy:
        "Name a folder below it: everything in a replica that the source lacks is removed",
    };
  }
  const overlap = describeOverlap(source, replica);
  return overlap === undefined ? undefined : {
    kind: "refused",
    reason: overlap,
    remedy: "Name two folders of which neither holds the other",
  };
}

function foundAt(root: Placed): FoundRoot {
  const { path, volume } = root.place;
  const traits = root.status === "folder" ? traitsOf(root) : undefined;
  return { path, volume, traits };
}

function traitsOf(
  { identity, bornMs, place: { volume } }: Extract<
    RootState,
    { readonly status: "folder" }
  >,
): RootTraits {
  return { identity, bornMs, volume };
}

/** Returns where something lies in the two trees, if it lies in one. */
export function placeInTrees(
  place: Place | undefined,
  roots: { readonly source: Placed; readonly replica: Placed },
): PlaceInTrees {
  return {
    source: pathWithin(roots.source, place),
    replica: pathWithin(roots.replica, place),
    ...(place?.anyCase === true && { anyCase: true }),
  };
}

/** Returns a place's path below a root, if it lies there, by name or by another way in. */
export function pathWithin(
  root: Placed,
  place: Place | undefined,
): RelativePath | undefined {
  if (place === undefined) return undefined;
  const folder = rootAbove(place, root);
  return folder === undefined ? undefined : below(place.path, folder);
}

function below(path: string, folder: string): RelativePath {
  const rest = path.slice(folder.length);
  const names = folder.startsWith("/") ? rest : rest.replaceAll("\\", "/");
  return names.replace(/^\/+/, "") as RelativePath;
}
