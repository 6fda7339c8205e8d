import { createHash } from "node:crypto";
import { ReleaseError } from "./release_error.ts";

/**
 * Returns the line of a file for SHA256SUMS, as `sha256sum` writes it from the
 * file's own folder.
 */
export async function sumLine(path: string): Promise<string> {
  const digest = createHash("sha256").update(await Deno.readFile(path));
  const name = path.slice(path.lastIndexOf("/") + 1);
  return `${digest.digest("hex")}  ${name}\n`;
}

/**
 * Returns the digests of a SHA256SUMS by the names of files.
 *
 * @throws {ReleaseError} if a line is none of `sha256sum`, or a name stands twice
 */
export function parseSums(text: string): ReadonlyMap<string, string> {
  const digests = new Map<string, string>();
  for (const [index, line] of text.split("\n").entries()) {
    if (line === "") continue;
    const found = /^([0-9a-f]{64}) [ *]([\w.-]+)$/.exec(line);
    const [, digest = "", name = ""] = found ?? [];
    if (found === null || digests.has(name)) {
      const what = found === null ? "no digest and name" : "a name again";
      throw new ReleaseError(`Line ${index + 1} of SHA256SUMS has ${what}`);
    }
    digests.set(name, digest);
  }
  return digests;
}
