import type { Identity } from "../model/entry/entry.ts";
import { quote } from "../model/paths/quote.ts";
import { describeOverlap } from "../model/roots/overlap.ts";
import type { Placed, RootState } from "../model/roots/place.ts";
import type { Roots } from "../model/roots/roots.ts";
import type { TrashChoice } from "../model/trash/trash.ts";
import { type Ended, unavailable } from "./ended.ts";

/** A folder that is there. */
export interface Found {
  readonly path: string;
  readonly identity: Identity;
}

/** Returns how a folder overlaps with the source, the replica or the trash, if it does. */
export function describeOverlaps(
  { source, replica: to }: Roots,
  { replica, trash }: Roots,
): string | undefined {
  if (!isPlaced(to)) return undefined;
  const others = { source, replica, trash };
  for (const [name, other] of Object.entries(others)) {
    if (!isPlaced(other)) continue;
    const names = [name, "folder to restore to"] as const;
    const overlap = describeOverlap(other, to, names);
    if (overlap !== undefined) return overlap;
  }
  return undefined;
}

function isPlaced(state: RootState | undefined): state is Placed {
  return state?.status === "folder" || state?.status === "missing";
}

/** Returns the folder that was found at a root, or why there can be no pass. */
export function asFolder(what: string, state: RootState): Found | Ended {
  const found = folderOrReason(what, state);
  return typeof found === "string" ? unavailable(found) : found;
}

/** Returns the trash that was found for a replica, or why there is none and how to name it. */
export function asTrash(
  state: RootState | undefined,
  { replica, choice }: {
    readonly replica: string;
    readonly choice: TrashChoice;
  },
): Found | string {
  if (state === undefined) {
    return `there is no trash beside ${quote(replica)}, which is no folder`;
  }
  if (state.status === "missing" && choice.kind === "beside") {
    const [owner, place] = [quote(replica), quote(state.place.path)];
    return `no trash of ${owner} is known: ${place} does not exist. Name it with --trash FOLDER if there is one: passes without --trash and --keep-versions keep nothing`;
  }
  const found = folderOrReason("trash", state);
  return typeof found === "string"
    ? `${found}. Name the right folder with --trash FOLDER`
    : found;
}

function folderOrReason(what: string, state: RootState): Found | string {
  switch (state.status) {
    case "folder":
      return { path: state.place.path, identity: state.identity };
    case "missing":
      return `the ${what}, ${quote(state.place.path)}, does not exist`;
    case "unfit":
      return `the ${what}, ${
        quote(state.named)
      }, is ${state.what}, not a folder`;
    case "led astray":
      return `the ${what} is reached through a link of another user's, ${
        quote(state.link)
      }`;
    case "failed":
      return `cannot open the ${what}, ${quote(state.named)}: ${state.reason}`;
  }
}
