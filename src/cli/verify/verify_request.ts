import type {
  DigestName,
  DiskChoice,
  MirrorOptions,
} from "../../model/settings.ts";
import type { RawArguments } from "../arguments/arguments.ts";
import {
  parseDigest,
  parseDisk,
  parseThreads,
  refuseEmpty,
  refuseMore,
} from "../arguments/values.ts";
import { FILTERING_OPTIONS } from "../options/filtering.ts";
import { attributesToKeep, isRoot } from "../rights.ts";
import type { FilterRequest } from "../sync/filters.ts";
import { parseSync } from "../sync/sync_request.ts";
import { UsageError } from "../usage_error.ts";

/** A verification as the command line asks for it; paths are as they were given. */
export type VerifyArguments = VerifyTrees | VerifyManifest;

interface VerifyAnything {
  /** Standard output is for programs. */
  readonly json: boolean;
  readonly quiet: boolean;
  readonly threads: number | undefined;
  readonly disk: DiskChoice;
}

export interface VerifyTrees extends VerifyAnything {
  readonly kind: "trees";
  readonly source: string;
  readonly replica: string;
  /** The log of passes, which is left out. */
  readonly log: string;
  readonly options: Omit<MirrorOptions, "filters">;
  /** What is left out. */
  readonly filters: FilterRequest;
  /** How many percent of the files are read. */
  readonly percent: number | undefined;
}

export interface VerifyManifest extends VerifyAnything {
  readonly kind: "manifest";
  readonly manifest: string;
  readonly folder: string;
  /** What it is made of, where that cannot be told from its lines. */
  readonly digest: DigestName | undefined;
}

/**
 * Understands what is asked of a verification.
 * @throws {UsageError} if it makes no sense, in one sentence
 */
export function parseVerify(given: RawArguments): VerifyArguments {
  const general = {
    json: given.switches.has("json"),
    quiet: given.switches.has("quiet"),
    threads: parseThreads(given),
    disk: parseDisk(given),
  };
  const manifest = given.values.get("manifest");
  return manifest === undefined
    ? { ...general, ...parseTrees(given) }
    : { ...general, ...parseManifest(given, manifest) };
}

function parseTrees(
  given: RawArguments,
): Omit<VerifyTrees, keyof VerifyAnything> {
  const [source, replica, ...rest] = given.positionals;
  if (source === undefined || replica === undefined) {
    throw new UsageError(
      "two folders are needed: lockstep verify SOURCE REPLICA",
    );
  }
  refuseMore(rest);
  const sync = parseSync({ ...given, positionals: [source, replica] });
  return {
    kind: "trees",
    source,
    replica,
    log: sync.log.path,
    filters: sync.filters,
    // A pass that changes nothing and reads all contents; what is kept is asked for as there.
    options: {
      ...sync.options,
      contents: true,
      dryRun: true,
      owner: sync.keepOwner && isRoot(),
      attributes: attributesToKeep(sync),
    },
    percent: parsePercent(given.values.get("sample")),
  };
}

/** What of the options says how two trees are compared. */
const OF_TREES = [
  "hard-links",
  "no-owner",
  "xattrs",
  "acls",
  "specials",
  "log",
  "sample",
  ...FILTERING_OPTIONS.map(({ name }) => name),
] as const;

function parseManifest(
  given: RawArguments,
  manifest: string,
): Omit<VerifyManifest, keyof VerifyAnything> {
  const [folder, ...rest] = given.positionals;
  if (folder === undefined) {
    throw new UsageError(
      "a folder is needed: lockstep verify --manifest FILE FOLDER",
    );
  }
  refuseEmpty("FOLDER", folder);
  refuseMore(rest);
  const foreign = OF_TREES.find((name) =>
    given.switches.has(name) || given.values.has(name)
  );
  if (foreign !== undefined) {
    throw new UsageError(
      `"--${foreign}" makes no sense with "--manifest": a manifest holds digests of contents and nothing else`,
    );
  }
  return { kind: "manifest", manifest, folder, digest: parseDigest(given) };
}

function parsePercent(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const [, number] = /^(\d+(?:\.\d+)?)%?$/.exec(text) ?? [];
  const percent = Number(number);
  if (number !== undefined && percent > 0 && percent <= 100) return percent;
  throw new UsageError(
    `"${text}" is no share of the files: expected more than 0% and at most 100%`,
  );
}
