/** Whether tests that have a long version run that, as `deno task test:slow` asks. */
export const IS_SLOW: boolean = Deno.env.get("LOCKSTEP_SLOW") === "1";

/** Returns how often something is tried. */
export function howOften(
  { usual, slow }: { readonly usual: number; readonly slow: number },
): number {
  return IS_SLOW ? slow : usual;
}
