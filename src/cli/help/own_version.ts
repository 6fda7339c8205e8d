import { load } from "../../loading/load.ts";

/** Returns the version, as deno.json has it. */
export async function ownVersion(): Promise<string> {
  const { default: manifest } = await load<Manifest>("deno.json");
  return manifest.version;
}

/**
 * Returns the commit that the program was compiled from, with a plus if there
 * were changes; `null` where it runs from its source, or no commit was known.
 */
export async function ownCommit(): Promise<string | null> {
  if (Deno.build.standalone !== true) return null;
  const { default: build } = await load<Build>("dist/build.json");
  return build.commit;
}

interface Manifest {
  readonly default: { readonly version: string };
}

/** Written by release/bundle.ts. */
interface Build {
  readonly default: { readonly commit: string | null };
}
