/** Returns 32 hex digits that stand for a text in the name of a file. */
export async function shortDigest(text: string): Promise<string> {
  const digest = await crypto.subtle.digest(
    "SHA-256",
    new TextEncoder().encode(text),
  );
  return [...new Uint8Array(digest, 0, 16)].map((byte) =>
    byte.toString(16).padStart(2, "0")
  ).join("");
}
