import { sparingLinks, type Verdict } from "../entry/difference.ts";
import type { FileEntry, Identity } from "../entry/entry.ts";
import { fileId } from "../entry/file_id.ts";
import { childPath, type RelativePath } from "../paths/path.ts";
import type { MetadataStep } from "./step.ts";
import {
  type Compared,
  type FolderDifferences,
  toDifference,
} from "./survey.ts";

/** A file on both sides, of which at least one has other names too. */
export interface LinkedFile {
  readonly folder: RelativePath;
  readonly name: string;
  readonly source: FileEntry;
  readonly replica: FileEntry;
  readonly verdict: Verdict;
}

/** One name of a file, in the replica. */
export interface LinkName {
  readonly folder: RelativePath;
  readonly name: string;
  /** What is there and gives way to the link; `undefined` where nothing is. */
  readonly expected: FileEntry | undefined;
  /** What is there was made by this pass itself. @default {false} */
  readonly isOwn?: boolean;
}

/** How the first name of a group comes to hold the file that the others are linked to. */
export type LeaderDeed =
  | { readonly kind: "keep" }
  | { readonly kind: "mend"; readonly step: MetadataStep }
  | { readonly kind: "copy" };

/** Names of one file of the source that are to be names of one file in the replica. */
export interface HardLinkGroup {
  /** The file in the source. */
  readonly source: Identity;
  readonly leader: LinkName;
  readonly deed: LeaderDeed;
  readonly followers: readonly LinkName[];
}

/** A name of a linked file that turned up when it was to be copied. */
export interface NewLink extends LinkName {
  readonly source: Identity;
}

/** What is to be done about files with several names. */
export interface HardLinkPlan {
  /** Files that stand alone in the source: their differences are as those of any other file. */
  readonly differences: readonly FolderDifferences[];
  /** All groups of the survey, those too at which nothing is to be done: a new name may join. */
  readonly groups: readonly HardLinkGroup[];
  /** Files that are as they should be. */
  readonly unchanged: readonly RelativePath[];
}

/** Returns what is compared of hard links, or `undefined` where neither file has any. */
export function toLinkedFile(
  folder: RelativePath,
  { name, source, replica, verdict }: Compared,
): LinkedFile | undefined {
  if (source.kind !== "file" || replica.kind !== "file") return undefined;
  if (source.links < 2 && replica.links < 2) return undefined;
  const isOpen = verdict.kind === "newer" || verdict.kind === "undecided";
  return isOpen ? undefined : { folder, name, source, replica, verdict };
}

/**
 * Decides which names share a file in the replica, so that they do exactly
 * where they do in the source. A file of the replica belongs to the first group
 * that has it; other groups that have it too get one of their own.
 */
export function planHardLinks(files: readonly LinkedFile[]): HardLinkPlan {
  const owners = new Map<string, string>();
  const differences: FolderDifferences[] = [];
  const groups: HardLinkGroup[] = [];
  const unchanged: RelativePath[] = [];
  for (const [id, members] of groupedBySource(files)) {
    const kept = membersToKeep(id, members, owners);
    const [first] = kept;
    if (first !== undefined) {
      owners.set(fileId(first.replica, pathOf(first)), id);
    }
    if (members.length === 1 && members[0]?.source.links === 1) {
      const alone = standingAlone(members[0], kept);
      if (alone === undefined) unchanged.push(pathOf(members[0]));
      else differences.push(alone);
      continue;
    }
    const group = toGroup(members, kept);
    if (group === undefined) continue;
    groups.push(group);
    const still = group.deed.kind === "mend" ? kept.slice(1) : kept;
    for (const name of still) unchanged.push(pathOf(name));
  }
  return { differences, groups, unchanged };
}

/** Adds names that are new to the groups that they belong to, or makes groups of them. */
export function addNewLinks(
  groups: readonly HardLinkGroup[],
  links: readonly NewLink[],
): readonly HardLinkGroup[] {
  const byId = new Map(
    groups.map((group) => [fileId(group.source, pathOf(group.leader)), group]),
  );
  for (const { source, ...link } of links.toSorted(madeFirst)) {
    const id = fileId(source, pathOf(link));
    const group = byId.get(id) ?? {
      source: identityOf(source),
      leader: link,
      deed: { kind: link.expected === undefined ? "copy" : "keep" },
      followers: [],
    };
    const isNew = group.leader !== link;
    byId.set(
      id,
      isNew ? { ...group, followers: [...group.followers, link] } : group,
    );
  }
  return [...byId.values()].filter(({ deed, followers }) =>
    deed.kind !== "keep" || followers.length > 0
  );
}

/** Returns the names of a group that are made or replaced. */
export function namesToWrite(
  { leader, deed, followers }: HardLinkGroup,
): readonly LinkName[] {
  return deed.kind === "copy" ? [leader, ...followers] : followers;
}

function groupedBySource(
  files: readonly LinkedFile[],
): ReadonlyMap<string, readonly LinkedFile[]> {
  const groups = new Map<string, LinkedFile[]>();
  for (const file of files.toSorted(byPath)) {
    const id = fileId(file.source, pathOf(file));
    const known = groups.get(id);
    if (known === undefined) groups.set(id, [file]);
    else known.push(file);
  }
  return groups;
}

/** Returns the names whose file in the replica may stay and serve for all of them. */
function membersToKeep(
  id: string,
  members: readonly LinkedFile[],
  owners: ReadonlyMap<string, string>,
): readonly LinkedFile[] {
  const byReplica = new Map<string, LinkedFile[]>();
  for (const member of members) {
    const replica = fileId(member.replica, pathOf(member));
    const isFree = (owners.get(replica) ?? id) === id;
    if (member.verdict.kind === "changed" || !isFree) continue;
    const sharing = byReplica.get(replica) ?? [];
    sharing.push(member);
    byReplica.set(replica, sharing);
  }
  let most: readonly LinkedFile[] = [];
  for (const sharing of byReplica.values()) {
    if (sharing.length > most.length && mayStay(sharing)) most = sharing;
  }
  return most;
}

/** Metadata is mended in place only where no name outside the group would get it too. */
function mayStay(sharing: readonly LinkedFile[]): boolean {
  return sharing.every(({ verdict, replica }) =>
    verdict.kind !== "metadata" || replica.links === sharing.length
  );
}

function standingAlone(
  file: LinkedFile,
  kept: readonly LinkedFile[],
): FolderDifferences | undefined {
  const verdict = kept.length > 0 || file.verdict.kind === "changed"
    ? sparingLinks(file.verdict, file.replica)
    : { kind: "changed", reason: "hard link" } as const;
  const difference = toDifference({ ...file, verdict });
  return difference &&
    { folder: file.folder, differences: [difference], parts: [] };
}

function toGroup(
  members: readonly LinkedFile[],
  kept: readonly LinkedFile[],
): HardLinkGroup | undefined {
  const leader = kept[0] ?? members[0];
  if (leader === undefined) return undefined;
  const staying = new Set([leader, ...kept]);
  const others = members.filter((member) => !staying.has(member));
  return {
    source: identityOf(leader.source),
    leader: toName(leader),
    deed: kept.length === 0 ? { kind: "copy" } : deedOf(leader),
    followers: others.map(toName),
  };
}

function deedOf(leader: LinkedFile): LeaderDeed {
  const { name, source, replica, verdict } = leader;
  if (verdict.kind !== "metadata") return { kind: "keep" };
  const { parts } = verdict;
  return {
    kind: "mend",
    step: { kind: "metadata", name, parts, source, expected: replica },
  };
}

/** A name in its folder. */
type NameAt = Pick<LinkName, "folder" | "name">;

/** So that two passes over the same trees do the same, whoever was first on which thread. */
function byPath(a: NameAt, b: NameAt): number {
  const [first, second] = [pathOf(a), pathOf(b)];
  return first < second ? -1 : first > second ? 1 : 0;
}

/** A name that holds the file already leads the others. */
function madeFirst(a: LinkName, b: LinkName): number {
  const [first, second] = [a, b].map(({ expected }) => expected === undefined);
  return Number(first) - Number(second) || byPath(a, b);
}

function toName({ folder, name, replica }: LinkedFile): LinkName {
  return { folder, name, expected: replica };
}

/** Returns the path of a name. */
export function pathOf({ folder, name }: NameAt): RelativePath {
  return childPath(folder, name);
}

function identityOf({ dev, ino }: Identity): Identity {
  return { dev, ino };
}
