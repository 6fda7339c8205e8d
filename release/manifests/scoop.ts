import type { Release, ReleasedFile } from "../release.ts";
import { LICENSE, SUMMARY } from "./about.ts";
import { windowsFiles, type WindowsTarget } from "./windows_files.ts";

/** The manifest of a bucket of Scoop, as far as it is used here. */
interface ScoopManifest {
  readonly version: string;
  readonly description: string;
  readonly homepage: string;
  readonly license: string;
  readonly architecture: ByArchitecture<{ url: string; hash: string }>;
  readonly bin: string;
  readonly checkver: Readonly<{ github: string }>;
  readonly autoupdate: Readonly<{
    architecture: ByArchitecture<{ url: string }>;
    hash: Readonly<{ url: string }>;
  }>;
}

type ByArchitecture<Item> = Readonly<Record<string, Readonly<Item>>>;

/** How Scoop calls a machine. */
const ARCHITECTURES: Readonly<Record<WindowsTarget, string>> = {
  "windows-x86_64": "64bit",
  "windows-aarch64": "arm64",
};

/** Has Scoop keep the download by this name. */
const RENAMED = "#/lockstep.exe";

/**
 * Returns the manifest for a bucket of Scoop. It finds newer versions, and their
 * digests in SHA256SUMS, by itself.
 */
export function scoopManifest(release: Release): string {
  const { version, address } = release;
  const manifest: ScoopManifest = {
    version,
    description: `${SUMMARY}.`,
    homepage: address,
    license: LICENSE,
    architecture: byArchitecture(release, ({ url, sha256 }) => ({
      url: `${url}${RENAMED}`,
      hash: sha256,
    })),
    bin: "lockstep.exe",
    checkver: { github: address },
    autoupdate: {
      architecture: byArchitecture(release, ({ url }) => ({
        url: address +
          url.slice(address.length).replaceAll(version, "$version") + RENAMED,
      })),
      hash: { url: "$baseurl/SHA256SUMS" },
    },
  };
  return `${JSON.stringify(manifest, null, 4)}\n`;
}

function byArchitecture<Item>(
  release: Release,
  toItem: (file: ReleasedFile) => Item,
): ByArchitecture<Item> {
  return Object.fromEntries(
    windowsFiles(release).map(([target, file]) => [
      ARCHITECTURES[target],
      toItem(file),
    ]),
  );
}
