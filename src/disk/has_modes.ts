/** Whether entries have modes and owners on a system. */
export function hasModes(os: typeof Deno.build.os): boolean {
  return os !== "windows";
}

/** Whether they have on this one. */
export const HAS_MODES: boolean = hasModes(Deno.build.os);
