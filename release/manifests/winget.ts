import type { Release } from "../release.ts";
import { ReleaseError } from "../release_error.ts";
import { LICENSE, SUMMARY } from "./about.ts";
import { windowsFiles, type WindowsTarget } from "./windows_files.ts";

/** Which version of winget's manifests is written. */
const MANIFEST_VERSION = "1.12.0";

/** How winget calls a machine. */
const ARCHITECTURES: Readonly<Record<WindowsTarget, string>> = {
  "windows-x86_64": "x64",
  "windows-aarch64": "arm64",
};

/** How long winget lets one part of a package's identifier be. */
const MOST_CHARACTERS = 32;

/** A line of a mapping, or a list of them below a key. */
type Line = readonly [key: string, value: string | readonly Lines[]];
type Lines = readonly Line[] | string;

/**
 * Returns the three files that winget has for a version of a package, by their
 * names: the version, where its installer is, and what it is.
 *
 * @throws {ReleaseError} if the owner's name is longer than winget takes
 */
export function wingetManifests(
  release: Release,
): ReadonlyMap<string, string> {
  const { owner, version, address } = release;
  if (owner.length > MOST_CHARACTERS) {
    throw new ReleaseError(
      `winget takes at most ${MOST_CHARACTERS} characters of an owner's name: ${owner}`,
    );
  }
  const id = `${owner}.lockstep`;
  const common: readonly Line[] = [
    ["PackageIdentifier", id],
    ["PackageVersion", version],
  ];
  return new Map([
    [
      `${id}.yaml`,
      file("version", [...common, ["DefaultLocale", "en-US"]]),
    ],
    [
      `${id}.installer.yaml`,
      file("installer", [
        ...common,
        ["InstallerType", "portable"],
        ["Commands", ["lockstep"]],
        [
          "Installers",
          windowsFiles(release).map(([target, { url, sha256 }]) => [
            ["Architecture", ARCHITECTURES[target]],
            ["InstallerUrl", url],
            ["InstallerSha256", sha256.toUpperCase()],
          ]),
        ],
      ]),
    ],
    [
      `${id}.locale.en-US.yaml`,
      file("defaultLocale", [
        ...common,
        ["PackageLocale", "en-US"],
        ["Publisher", owner],
        ["PublisherUrl", `https://github.com/${owner}`],
        ["PackageName", "lockstep"],
        ["PackageUrl", address],
        ["License", LICENSE],
        ["LicenseUrl", `${address}/blob/v${version}/LICENSE`],
        ["ShortDescription", `${SUMMARY}.`],
        ["Moniker", "lockstep"],
        ["Tags", ["backup", "mirror", "sync"]],
        ["ReleaseNotesUrl", `${address}/releases/tag/v${version}`],
      ]),
    ],
  ]);
}

function file(type: string, lines: readonly Line[]): string {
  const schema =
    `https://aka.ms/winget-manifest.${type}.${MANIFEST_VERSION}.schema.json`;
  const all: readonly Line[] = [
    ...lines,
    ["ManifestType", type],
    ["ManifestVersion", MANIFEST_VERSION],
  ];
  return `# yaml-language-server: $schema=${schema}\n${mapping(all)}`;
}

function mapping(lines: readonly Line[]): string {
  return lines.map(([key, value]) =>
    typeof value === "string"
      ? `${key}: ${JSON.stringify(value)}\n`
      : `${key}:\n${value.map(item).join("")}`
  ).join("");
}

function item(lines: Lines): string {
  if (typeof lines === "string") return `- ${JSON.stringify(lines)}\n`;
  return mapping(lines).replace(/^/gm, "  ").replace("  ", "- ").trimEnd() +
    "\n";
}
