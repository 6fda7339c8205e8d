import { decodeName, encodeName } from "../paths/name_bytes.ts";
import type { RelativePath } from "../paths/path.ts";
import type { DigestName } from "../settings.ts";

/** One file in a list of digests. */
export interface ManifestEntry {
  readonly path: RelativePath;
  /** `sha256:9f86d0...` */
  readonly digest: string;
}

/** What one line of a list says. */
export type ManifestLine =
  | { readonly kind: "entry"; readonly entry: ManifestEntry }
  /** Empty, or a comment. */
  | { readonly kind: "nothing" }
  /** A digest that could be of two kinds, and which is meant has not been said. */
  | { readonly kind: "ambiguous" }
  /** The name leads out of the folder in which the list is read. */
  | { readonly kind: "outside" }
  | { readonly kind: "malformed" };

/**
 * Returns the line, with its end, that the tools of GNU coreutils read and
 * write: digest, two blanks, name; and where the name has a backslash or a line
 * end, these escaped and a backslash in front of all.
 */
export function manifestLine(
  { path, digest }: ManifestEntry,
): Uint8Array<ArrayBuffer> {
  const hex = digest.slice(digest.indexOf(":") + 1);
  const name = path.replace(/[\\\n\r]/g, (it) => ESCAPES[it] ?? it);
  return encodeName(`${name === path ? "" : "\\"}${hex}  ${name}\n`);
}

/** Returns the lines of several files. */
export function manifestLines(entries: readonly ManifestEntry[]): Uint8Array {
  const lines = entries.map(manifestLine);
  const all = new Uint8Array(lines.reduce((sum, line) => sum + line.length, 0));
  let at = 0;
  for (const line of lines) {
    all.set(line, at);
    at += line.length;
  }
  return all;
}

const ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
};

/** `9f86d0...  name`, `9f86d0... *name`, and either with a backslash in front. */
const PLAIN = /^(\\?)([0-9a-f]{32,128}) [ *](.+)$/is;

/** `SHA256 (name) = 9f86d0...`, as \`--tag\` and BSD write it. */
const TAGGED = /^(\\?)([A-Za-z0-9]+) \((.+)\) = ([0-9a-f]{32,128})$/is;

const TAGS: Readonly<Record<string, DigestName>> = {
  MD5: "md5",
  SHA1: "sha1",
  SHA256: "sha256",
  SHA512: "sha512",
  BLAKE2b: "blake2b512",
};

const LENGTHS: Readonly<Record<DigestName, number>> = {
  md5: 32,
  sha1: 40,
  sha256: 64,
  sha512: 128,
  blake2b512: 128,
};

/** Understands one line without its end; `digest` is what it is made of, if that is known. */
export function parseManifestLine(
  bytes: Uint8Array,
  digest: DigestName | undefined,
): ManifestLine {
  const line = decodeName(bytes);
  if (line === "" || line.startsWith("#")) return { kind: "nothing" };
  const [, tagEscape, tag = "", taggedName = "", taggedHex = ""] =
    TAGGED.exec(line) ?? [];
  if (tagEscape !== undefined) {
    const kinds = TAGS[tag] === undefined ? [] : [TAGS[tag]];
    return toLine(kinds, {
      hex: taggedHex,
      name: taggedName,
      isEscaped: tagEscape !== "",
    });
  }
  const [, escape, hex = "", name = ""] = PLAIN.exec(line) ?? [];
  if (escape === undefined) return { kind: "malformed" };
  const kinds = digest === undefined ? DIGESTS_BY_USE : [digest];
  return toLine(kinds, { hex, name, isEscaped: escape !== "" });
}

const DIGESTS_BY_USE = Object.keys(LENGTHS) as readonly DigestName[];

interface Parts {
  readonly hex: string;
  readonly name: string;
  readonly isEscaped: boolean;
}

function toLine(
  kinds: readonly DigestName[],
  { hex, name, isEscaped }: Parts,
): ManifestLine {
  const [kind, other] = kinds.filter((kind) => LENGTHS[kind] === hex.length);
  const text = isEscaped ? unescape(name) : name;
  if (kind === undefined || text === undefined) return { kind: "malformed" };
  if (other !== undefined) return { kind: "ambiguous" };
  const path = belowHere(text);
  if (path === undefined) return { kind: "outside" };
  return {
    kind: "entry",
    entry: { path, digest: `${kind}:${hex.toLowerCase()}` },
  };
}

/** Returns `undefined` where a backslash stands before something that is never escaped. */
function unescape(name: string): string | undefined {
  if (/(?<!\\)(?:\\\\)*\\(?![\\nr])/s.test(name)) return undefined;
  return name.replace(/\\([\\nr])/g, (_, letter: string) => {
    return letter === "n" ? "\n" : letter === "r" ? "\r" : "\\";
  });
}

/** `./a`, as `find` gives names to the tools, is `a`; `/a` and `../a` are nothing here. */
function belowHere(name: string): RelativePath | undefined {
  const names = name.split("/").filter((it) => it !== "" && it !== ".");
  if (name.startsWith("/") || names.includes("..") || names.length === 0) {
    return undefined;
  }
  return names.join("/") as RelativePath;
}
