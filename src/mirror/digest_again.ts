import type { DigestPair } from "../model/entry/difference.ts";
import { nameOf, parentPath, type RelativePath } from "../model/paths/path.ts";
import { DIGESTS, type PassSettings } from "../model/settings.ts";
import type { Pool } from "../workers/threads/pool.ts";
import type { FolderFiles, TreeRoot } from "../workers/tree/tree_job.ts";
import { digestAll, type Digesting } from "./digest_tree.ts";

/** What files are read with once more. */
export interface DigestAgainMeans {
  readonly pool: Pool;
  readonly settings: PassSettings;
  readonly isStopped: () => boolean;
}

/** A path, and the name of the digest that both its files are to be read by. */
export interface WantedDigest {
  readonly path: RelativePath;
  readonly name: string;
}

/**
 * Reads both files of each path and returns their digests, of those that can be
 * read. There are few: their contents changed, and their sizes and times did not.
 *
 * RACE: what changes after it was compared is read as it is now; at worst it is
 * left out of this pass, and told by its new time in the next.
 * @throws {RootGone} if a root has gone
 */
export async function digestAgain(
  wanted: readonly WantedDigest[],
  { settings, ...means }: DigestAgainMeans,
): Promise<ReadonlyMap<RelativePath, DigestPair>> {
  const { replicaIdentity } = settings;
  const pairs = new Map<RelativePath, DigestPair>();
  if (replicaIdentity === undefined) return pairs;
  for (const digest of DIGESTS) {
    const paths = wanted.filter(({ name }) => name === digest);
    if (paths.length === 0) continue;
    const files = paths.map(({ path }) => filesOf(path));
    const digestsOf = (root: TreeRoot): ReturnType<typeof digestsIn> =>
      digestsIn(files, { ...means, digest, root });
    const [source, replica] = await Promise.all([
      digestsOf({
        side: "source",
        path: settings.source,
        identity: settings.sourceIdentity,
      }),
      digestsOf({
        side: "replica",
        path: settings.replica,
        identity: replicaIdentity,
      }),
    ]);
    for (const [path, text] of source) {
      const other = replica.get(path);
      if (other !== undefined) {
        pairs.set(path, { source: text, replica: other });
      }
    }
  }
  return pairs;
}

async function digestsIn(
  files: readonly FolderFiles[],
  digesting: Digesting,
): Promise<ReadonlyMap<RelativePath, string>> {
  const read = await digestAll(files, digesting);
  return new Map(
    read.flatMap((file) => "digest" in file ? [[file.path, file.digest]] : []),
  );
}

function filesOf(path: RelativePath): FolderFiles {
  return { folder: parentPath(path), names: [nameOf(path)] };
}
