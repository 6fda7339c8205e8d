import { scoopManifest } from "../../release/manifests/scoop.ts";
import { assert, assertEquals } from "../support/assert.ts";
import { digestOf, someRelease, sumsOf } from "../support/release.ts";

const ADDRESS = "https://github.com/some-one/lock.step";
const DOWNLOAD =
  `${ADDRESS}/releases/download/v1.2.3-rc.1/lockstep-1.2.3-rc.1-windows-x86_64.exe#/lockstep.exe`;

Deno.test("scoopManifest() says where the executable is, and its digest", () => {
  const manifest = JSON.parse(scoopManifest(someRelease()));
  assertEquals(manifest.version, "1.2.3-rc.1");
  assertEquals(manifest.homepage, ADDRESS);
  assertEquals(manifest.license, "MIT");
  assertEquals(manifest.bin, "lockstep.exe");
  assertEquals(manifest.architecture["64bit"], {
    url: DOWNLOAD,
    hash: digestOf(4),
  });
});

Deno.test("scoopManifest() uses no words that Scoop's schema does not have", () => {
  assertEquals(Object.keys(JSON.parse(scoopManifest(someRelease()))), [
    "version",
    "description",
    "homepage",
    "license",
    "architecture",
    "bin",
    "checkver",
    "autoupdate",
  ]);
});

Deno.test("scoopManifest() finds the next version as it finds this one", () => {
  const { autoupdate, checkver } = JSON.parse(scoopManifest(someRelease()));
  assertEquals(checkver, { github: ADDRESS });
  const template: string = autoupdate.architecture["64bit"].url;
  assertEquals(template.replaceAll("$version", "1.2.3-rc.1"), DOWNLOAD);
  assert(!template.includes("1.2.3"), template);
  const [file = ""] = template.replaceAll("$version", "2.0.0").split("#");
  const name = file.slice(file.lastIndexOf("/") + 1);
  assertEquals(autoupdate.hash, { url: "$baseurl/SHA256SUMS" });
  assert(sumsOf("2.0.0").includes(`${digestOf(4)}  ${name}\n`), name);
});

Deno.test("scoopManifest() leaves a version in the repository's name alone", () => {
  const release = someRelease({ version: "2.0.0", repository: "a/sync-2.0.0" });
  const { autoupdate } = JSON.parse(scoopManifest(release));
  assertEquals(
    autoupdate.architecture["64bit"].url,
    "https://github.com/a/sync-2.0.0/releases/download/v$version/lockstep-$version-windows-x86_64.exe#/lockstep.exe",
  );
});
