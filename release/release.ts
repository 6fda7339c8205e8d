import { ReleaseError } from "./release_error.ts";
import { parseSums } from "./sums.ts";
import { fileName, TARGETS } from "./targets.ts";

/** What a release is made of, as the manifests of package managers need it. */
export interface Release {
  /** Without a "v": "0.1.0". */
  readonly version: string;
  /** Who owns the repository on GitHub. */
  readonly owner: string;
  /** The repository's address, without a slash at its end. */
  readonly address: string;
  /** The files of a release, by the names of their targets. */
  readonly files: ReadonlyMap<string, ReleasedFile>;
}

/** One executable of a release. */
export interface ReleasedFile {
  readonly name: string;
  readonly url: string;
  /** 64 hexadecimal digits in lower case. */
  readonly sha256: string;
}

/** What a release is told of by. */
export interface ReleaseRequest {
  readonly version: string;
  /** "OWNER/NAME", as GitHub knows it. */
  readonly repository: string;
  /** The text of the release's SHA256SUMS. */
  readonly sums: string;
}

/** A version by the rules of semver.org, without build metadata. */
const VERSION = /^\d{1,9}\.\d{1,9}\.\d{1,9}(?:-[0-9A-Za-z.-]{1,64})?$/;

/** GitHub allows no other characters in the names of owners and repositories. */
const REPOSITORY =
  /^(?<owner>[A-Za-z0-9][A-Za-z0-9-]{0,38})\/(?!\.{1,2}$)[\w.-]{1,100}$/;

/**
 * Returns the release that a request describes. Versions and names of
 * repositories get no further unless they are harmless in an address, in YAML
 * and in Ruby.
 *
 * @throws {ReleaseError} if a part is malformed, or a target has no digest
 */
export function describeRelease(request: ReleaseRequest): Release {
  const { version, repository, sums } = request;
  checkVersion(version);
  const owner = ownerOf(repository);
  const address = `https://github.com/${repository}`;
  const digests = parseSums(sums);
  const files = TARGETS.map((target): [string, ReleasedFile] => {
    const name = fileName(version, target);
    const url = `${address}/releases/download/v${version}/${name}`;
    return [target.name, { name, url, sha256: digestOf(name, digests) }];
  });
  return { version, owner, address, files: new Map(files) };
}

/** @throws {ReleaseError} unless a text is a version */
export function checkVersion(version: string): void {
  if (VERSION.test(version)) return;
  throw new ReleaseError(
    `The version is ${JSON.stringify(version)}; one like 0.1.0 is expected`,
  );
}

/**
 * Returns who owns a repository.
 *
 * @throws {ReleaseError} unless GitHub could have it; such a name is harmless in a script, too
 */
export function ownerOf(repository: string): string {
  const owner = REPOSITORY.exec(repository)?.groups?.owner;
  if (owner !== undefined) return owner;
  const found = JSON.stringify(repository);
  throw new ReleaseError(
    `The repository is ${found}; OWNER/NAME is expected, as GitHub knows it`,
  );
}

/** Returns the released file of a target, by the target's name. */
export function fileOf(release: Release, target: string): ReleasedFile {
  const file = release.files.get(target);
  if (file === undefined) throw new Error(`There is no target ${target}`);
  return file;
}

function digestOf(name: string, digests: ReadonlyMap<string, string>): string {
  const digest = digests.get(name);
  if (digest !== undefined) return digest;
  throw new ReleaseError(
    `SHA256SUMS has no line for ${name}; build all targets of the version`,
  );
}
