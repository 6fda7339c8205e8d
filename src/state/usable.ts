import { describeError } from "../model/outcome/reasons.ts";
import { makePrivate } from "./make_private.ts";
import { isThere } from "./state_file.ts";

/** How the state folder is found. */
export type StateUse =
  | { readonly kind: "usable" }
  /** The first pass makes it. */
  | { readonly kind: "missing" }
  | { readonly kind: "unusable"; readonly reason: string };

/** Tells whether a state folder can be used, by making a temporary file in it if it is there. */
export async function stateUse(
  folder: string,
  user: number | undefined,
): Promise<StateUse> {
  const reason = await makePrivate(folder, { user, mayChange: false });
  if (reason !== undefined) return { kind: "unusable", reason };
  try {
    await Deno.remove(await Deno.makeTempFile({ dir: folder }));
    return { kind: "usable" };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    // Nothing is found below a link that leads nowhere either, nor, on Windows, below a file.
    if (error instanceof Deno.errors.NotFound && !await isThere(folder)) {
      return { kind: "missing" };
    }
    return { kind: "unusable", reason: describeError(error) };
  }
}
