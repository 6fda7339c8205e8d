/**
 * Returns the line of a file for SHA256SUMS, as `sha256sum` writes it from the
 * file's own folder.
 */
export async function sumLine(path: string): Promise<string> {
  const digest = await crypto.subtle.digest(
    "SHA-256",
    await Deno.readFile(path),
  );
  const hex = Array.from(
    new Uint8Array(digest),
    (byte) => byte.toString(16).padStart(2, "0"),
  ).join("");
  return `${hex}  ${path.slice(path.lastIndexOf("/") + 1)}\n`;
}
