import { createHash } from "node:crypto";

/**
 * Returns the line of a file for SHA256SUMS, as `sha256sum` writes it from the
 * file's own folder.
 */
export async function sumLine(path: string): Promise<string> {
  const digest = createHash("sha256").update(await Deno.readFile(path));
  const name = path.slice(path.lastIndexOf("/") + 1);
  return `${digest.digest("hex")}  ${name}\n`;
}
