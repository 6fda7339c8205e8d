import { parse } from "yaml";
import { wingetManifests } from "../../release/manifests/winget.ts";
import { ReleaseError } from "../../release/release_error.ts";
import { assert, assertEquals, assertThrows } from "../support/assert.ts";
import { digestOf, someRelease } from "../support/release.ts";

const ADDRESS = "https://github.com/some-one/lock.step";

/** What schema 1.12.0 of each type asks for; microsoft/winget-cli has it in schemas/JSON/manifests. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  version: ["DefaultLocale"],
  installer: ["Installers"],
  defaultLocale: [
    "PackageLocale",
    "Publisher",
    "PackageName",
    "License",
    "ShortDescription",
  ],
};

const IDENTIFIER = /^[^.\s\\/:*?"<>|]{1,32}(\.[^.\s\\/:*?"<>|]{1,32}){1,7}$/;

Deno.test("wingetManifests() has one file of each type, all of one package", () => {
  const manifests = readManifests(someRelease());
  assertEquals([...manifests.keys()], Object.keys(REQUIRED));
  for (const [type, manifest] of manifests) {
    const { PackageIdentifier, PackageVersion, ManifestVersion } = manifest;
    assert(IDENTIFIER.test(String(PackageIdentifier)), type);
    assertEquals(PackageVersion, "1.2.3-rc.1");
    assertEquals(ManifestVersion, "1.12.0");
    const missing = REQUIRED[type]?.filter((key) => !(key in manifest));
    assertEquals(missing, [], type);
  }
});

Deno.test("wingetManifests() says where the executable is, and its digest", () => {
  const installer = readManifests(someRelease()).get("installer");
  const name = "lockstep-1.2.3-rc.1-windows-x86_64.exe";
  const [x64] = installer?.Installers as unknown[];
  assertEquals(installer?.InstallerType, "portable");
  assertEquals(installer?.Commands, ["lockstep"]);
  assertEquals(x64, {
    Architecture: "x64",
    InstallerUrl: `${ADDRESS}/releases/download/v1.2.3-rc.1/${name}`,
    InstallerSha256: digestOf(4),
  });
});

Deno.test("wingetManifests() writes digests in upper case, as winget's own tool does", () => {
  const release = someRelease();
  const file = { name: "a", url: "https://a", sha256: "ab".repeat(32) };
  const files = new Map([["windows-x86_64", file]]);
  const installer = readManifests({ ...release, files }).get("installer");
  assertEquals(installer?.Installers, [{
    Architecture: "x64",
    InstallerUrl: "https://a",
    InstallerSha256: "AB".repeat(32),
  }]);
});

Deno.test("wingetManifests() names its schema in the first line", () => {
  for (const [name, text] of wingetManifests(someRelease())) {
    const { ManifestType } = parse(text);
    assertEquals(
      text.split("\n")[0],
      `# yaml-language-server: $schema=https://aka.ms/winget-manifest.${ManifestType}.1.12.0.schema.json`,
      name,
    );
  }
});

Deno.test("wingetManifests() has YAML take versions and names for text", () => {
  const release = { ...someRelease(), owner: "123", version: "1.2.3" };
  const manifest = readManifests(release).get("defaultLocale");
  assertEquals(manifest?.Publisher, "123");
  assertEquals(manifest?.PackageVersion, "1.2.3");
});

Deno.test("wingetManifests() refuses an owner's name that winget does not take", () => {
  const owner = "a".repeat(33);
  assertThrows(
    () => wingetManifests(someRelease({ repository: `${owner}/b` })),
    ReleaseError,
    `at most 32 characters of an owner's name: ${owner}`,
  );
});

function readManifests(
  release: Parameters<typeof wingetManifests>[0],
): ReadonlyMap<string, Record<string, unknown>> {
  const manifests = [...wingetManifests(release).values()]
    .map((text): Record<string, unknown> => parse(text));
  return new Map(
    manifests.map((manifest) => [String(manifest.ManifestType), manifest]),
  );
}
