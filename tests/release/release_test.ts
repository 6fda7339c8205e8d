import { manifestsOf } from "../../release/manifests.ts";
import { describeRelease } from "../../release/release.ts";
import { ReleaseError } from "../../release/release_error.ts";
import { parseSums } from "../../release/sums.ts";
import { assertEquals, assertThrows } from "../support/assert.ts";
import { digestOf, someRelease, sumsOf } from "../support/release.ts";

Deno.test("describeRelease() says where each executable is, and its digest", () => {
  assertEquals(someRelease().files.get("macos-x86_64"), {
    name: "lockstep-1.2.3-rc.1-macos-x86_64",
    url:
      "https://github.com/some-one/lock.step/releases/download/v1.2.3-rc.1/lockstep-1.2.3-rc.1-macos-x86_64",
    sha256: digestOf(2),
  });
});

for (
  const version of ["", "v1.2.3", "1.2", "1.2.3\n", '1.2.3"', "1.2.3-#{x}"]
) {
  Deno.test(`describeRelease() refuses version ${JSON.stringify(version)}`, () => {
    assertThrows(
      () => describeRelease({ version, repository: "a/b", sums: "" }),
      ReleaseError,
      `The version is ${JSON.stringify(version)}`,
    );
  });
}

for (
  const repository of [
    "",
    "name",
    "a/b/c",
    "a/b\n",
    'a/b"; system("x")',
    "#{x}/b",
    "$(x)/b",
    "a_b/c",
    "a/..",
    "https://github.com/a/b",
  ]
) {
  Deno.test(`describeRelease() refuses repository ${JSON.stringify(repository)}`, () => {
    assertThrows(
      () => describeRelease({ version: "1.2.3", repository, sums: "" }),
      ReleaseError,
      "OWNER/NAME is expected",
    );
  });
}

Deno.test("describeRelease() names the target that has no digest", () => {
  const sums = sumsOf("1.2.3").replace(/^.*macos-x86_64\n/m, "");
  assertThrows(
    () => describeRelease({ version: "1.2.3", repository: "a/b", sums }),
    ReleaseError,
    "SHA256SUMS has no line for lockstep-1.2.3-macos-x86_64",
  );
});

Deno.test("describeRelease() takes no digests of another version", () => {
  assertThrows(
    () =>
      describeRelease({
        version: "1.2.4",
        repository: "a/b",
        sums: sumsOf("1.2.3"),
      }),
    ReleaseError,
    "no line for lockstep-1.2.4-linux-x86_64",
  );
});

Deno.test("parseSums() reads both forms that sha256sum writes", () => {
  const text = `${digestOf(1)}  one\n${digestOf(2)} *two\n`;
  assertEquals([...parseSums(text)], [
    ["one", digestOf(1)],
    ["two", digestOf(2)],
  ]);
});

for (
  const [line, why] of [
    [`${digestOf(2)} two`, "no digest and name"],
    [`${digestOf(2).slice(1)}  two`, "no digest and name"],
    [`${digestOf(2)}  ../two`, "no digest and name"],
    [`${digestOf(2)}  one`, "a name again"],
  ] as const
) {
  Deno.test(`parseSums() refuses the line ${line.slice(60)}`, () => {
    assertThrows(
      () => parseSums(`${digestOf(1)}  one\n${line}\n`),
      ReleaseError,
      `Line 2 of SHA256SUMS has ${why}`,
    );
  });
}

Deno.test("manifestsOf() gives each package manager a folder", () => {
  assertEquals([...manifestsOf(someRelease()).keys()], [
    "homebrew/lockstep.rb",
    "scoop/lockstep.json",
    "winget/some-one.lockstep.yaml",
    "winget/some-one.lockstep.installer.yaml",
    "winget/some-one.lockstep.locale.en-US.yaml",
  ]);
});
