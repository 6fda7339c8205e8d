import type { NamedRoots } from "../../model/roots/roots.ts";
import { absolutePath } from "../arguments/paths.ts";
import { namedStateFolder } from "../own_state_folder.ts";
import type { SyncRequest } from "./sync_request.ts";

/** Returns all places that a mirror is about, as the user names them. */
export function nameRoots(
  { source, replica, log, summaryFile, trash }: SyncRequest,
): NamedRoots {
  const currentFolder = Deno.cwd();
  return {
    source: absolutePath(source, currentFolder),
    replica: absolutePath(replica, currentFolder),
    log: absolutePath(log.path, currentFolder),
    state: namedStateFolder(),
    summary: summaryFile && absolutePath(summaryFile, currentFolder),
    user: Deno.uid() ?? undefined,
    trash: trash?.kind === "folder"
      ? { kind: "folder", path: absolutePath(trash.path, currentFolder) }
      : trash,
  };
}
