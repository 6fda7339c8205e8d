/** Returns the version, as deno.json has it. */
export async function ownVersion(): Promise<string> {
  const path = "../../deno.json";
  const { default: manifest } = await import(path, { with: { type: "json" } });
  return manifest.version;
}

/**
 * Returns the commit that the program was compiled from, with a plus if there
 * were changes; `null` where it runs from its source, or no commit was known.
 */
export async function ownCommit(): Promise<string | null> {
  if (Deno.build.standalone !== true) return null;
  const path = "../../dist/build.json";
  const { default: build } = await import(path, { with: { type: "json" } });
  return typeof build.commit === "string" ? build.commit : null;
}
