import { stateFolder } from "../state/folder.ts";
import { makePrivate } from "../state/make_private.ts";

/** Returns the folder of what is remembered between runs, if the environment names one. */
export function namedStateFolder(): string | undefined {
  return stateFolder({
    os: Deno.build.os,
    get: (name) => Deno.env.get(name),
  });
}

/**
 * Returns the folder of what is remembered between runs, if the environment
 * names one and nobody else can change what is in it.
 */
export async function ownStateFolder(
  options: { readonly mayChange: boolean },
): Promise<string | undefined> {
  const folder = namedStateFolder();
  if (folder === undefined) return undefined;
  const user = Deno.uid() ?? undefined;
  const reason = await makePrivate(folder, { user, ...options });
  return reason === undefined ? folder : undefined;
}
