import fc from "fast-check";
import { decodeName } from "../../../src/model/paths/name_bytes.ts";
import type { RelativePath } from "../../../src/model/paths/path.ts";
import type { DigestName } from "../../../src/model/settings.ts";
import {
  manifestLine,
  parseManifestLine,
} from "../../../src/model/verify/manifest.ts";
import { propertyRuns } from "../../property/runs.ts";
import { arbitraryName } from "../../support/arbitrary_bytes.ts";
import { assertEquals } from "../../support/assert.ts";

const HEX: Readonly<Record<DigestName, string>> = {
  md5: "0123456789abcdef".repeat(2),
  sha1: "01234567".repeat(5),
  sha256: "0123456789abcdef".repeat(4),
  sha512: "0123456789abcdef".repeat(8),
  blake2b512: "fedcba9876543210".repeat(8),
};

const SHA = HEX.sha256;

function lineOf(path: string): string {
  const line = manifestLine({
    path: path as RelativePath,
    digest: `sha256:${SHA}`,
  });
  return new TextDecoder("latin1").decode(line);
}

function parse(line: string, digest?: DigestName): string {
  const bytes = Uint8Array.from(line, (character) => character.charCodeAt(0));
  const parsed = parseManifestLine(bytes, digest);
  return parsed.kind === "entry"
    ? `${parsed.entry.digest} ${parsed.entry.path}`
    : parsed.kind;
}

const NAMES: readonly (readonly [name: string, line: string])[] = [
  ["a/b.txt", `${SHA}  a/b.txt\n`],
  [" a ", `${SHA}   a \n`],
  ["*a", `${SHA}  *a\n`],
  ["a\\b", `\\${SHA}  a\\\\b\n`],
  ["a\nb", `\\${SHA}  a\\nb\n`],
  ["a\rb", `\\${SHA}  a\\rb\n`],
  ["\\n", `\\${SHA}  \\\\n\n`],
  ["\u00e9", `${SHA}  \u00c3\u00a9\n`],
  ["bad\udce9", `${SHA}  bad\u00e9\n`],
];

for (const [name, line] of NAMES) {
  Deno.test(`manifestLine() writes ${JSON.stringify(name)} as the tools do, and parseManifestLine() reads it`, () => {
    assertEquals(lineOf(name), line);
    assertEquals(parse(line.slice(0, -1)), `sha256:${SHA} ${name}`);
  });
}

Deno.test("parseManifestLine() gives back every name that manifestLine() writes", () => {
  fc.assert(
    fc.property(arbitraryName, (bytes) => {
      const path = decodeName(bytes) as RelativePath;
      const entry = { path, digest: `md5:${HEX.md5}` };
      const line = manifestLine(entry);
      assertEquals(line.filter((byte) => byte === 0x0a).length, 1);
      const parsed = parseManifestLine(line.subarray(0, -1), undefined);
      assertEquals(parsed, { kind: "entry", entry });
    }),
    propertyRuns(1000),
  );
});

const LINES: readonly (readonly [line: string, read: string, DigestName?])[] = [
  ["", "nothing"],
  ["# a comment", "nothing"],
  [`${HEX.md5} *binary`, `md5:${HEX.md5} binary`],
  [`${HEX.sha1}  a`, `sha1:${HEX.sha1} a`],
  [`${SHA.toUpperCase()}  a`, `sha256:${SHA} a`],
  [`${SHA}  ./a//b/./c`, `sha256:${SHA} a/b/c`],
  [`${HEX.sha512}  a`, "ambiguous"],
  [`${HEX.sha512}  a`, `sha512:${HEX.sha512} a`, "sha512"],
  [`${HEX.sha512}  a`, `blake2b512:${HEX.sha512} a`, "blake2b512"],
  [`${SHA}  a`, "malformed", "md5"],
  [`SHA256 (a) = ${SHA}`, `sha256:${SHA} a`],
  [`MD5 (a (b) = c) = ${HEX.md5}`, `md5:${HEX.md5} a (b) = c`],
  [`SHA512 (a) = ${HEX.sha512}`, `sha512:${HEX.sha512} a`],
  [`BLAKE2b (a) = ${HEX.blake2b512}`, `blake2b512:${HEX.blake2b512} a`],
  [`\\SHA256 (a\\nb) = ${SHA}`, `sha256:${SHA} a\nb`],
  [`SHA224 (a) = ${SHA.slice(0, 56)}`, "malformed"],
  [`SHA256 (a) = ${HEX.md5}`, "malformed"],
  [`${SHA}  /etc/passwd`, "outside"],
  [`${SHA}  a/../../b`, "outside"],
  [`${SHA}  .`, "outside"],
  [`\\${SHA}  a\\b`, "malformed"],
  [`\\${SHA}  a\\`, "malformed"],
  [`${SHA} a`, "malformed"],
  [`${SHA.slice(1)}  a`, "malformed"],
  [`${SHA}`, "malformed"],
  ["a line of a letter", "malformed"],
];

for (const [line, read, digest] of LINES) {
  const given = digest === undefined ? "" : ` as ${digest}`;
  Deno.test(`parseManifestLine() takes ${JSON.stringify(line)}${given} for ${JSON.stringify(read)}`, () => {
    assertEquals(parse(line, digest), read);
  });
}
