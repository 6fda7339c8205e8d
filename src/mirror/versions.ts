import type { RelativePath } from "../model/paths/path.ts";
import { describeRefusal } from "../model/safety/refusal.ts";
import type { TrashChoice } from "../model/trash/trash.ts";
import type { Version } from "../model/trash/version.ts";
import type { Pool } from "../workers/threads/pool.ts";
import { expectReply, RootGone } from "./drain.ts";
import { findRoots } from "./find.ts";
import { asTrash } from "./restore_places.ts";

/** Of which path old versions are to be listed. */
export interface VersionsRequest {
  readonly replica: string;
  readonly trash: TrashChoice;
  readonly path: RelativePath;
  readonly user: number | undefined;
}

/** The old versions of a path, or why there are none to be had. */
export type Listed =
  | { readonly kind: "listed"; readonly versions: readonly Version[] }
  | {
    readonly kind: "refused" | "unavailable";
    readonly reason: string;
  };

/** Lists what the trash of a replica has. The replica itself may be gone. */
export async function listVersions(
  { replica: named, trash, path, user }: VersionsRequest,
  pool: Pool,
): Promise<Listed> {
  const roots = await findRoots({ replica: named, trash, user }, pool);
  const place = asTrash(roots.trash, { replica: named, choice: trash });
  if (typeof place === "string") return unavailable(place);
  const replica = "place" in roots.replica ? roots.replica.place.path : named;
  try {
    const reply = await pool.run({
      kind: "list versions",
      trash: place,
      replica,
      path,
    });
    if (reply.kind === "refused") {
      return { kind: "refused", reason: describeRefusal(reply) };
    }
    const { versions } = expectReply(reply, "versions");
    return { kind: "listed", versions };
  } catch (error) {
    if (error instanceof RootGone) return unavailable(error.message);
    throw error;
  }
}

function unavailable(reason: string): Listed {
  return { kind: "unavailable", reason };
}
