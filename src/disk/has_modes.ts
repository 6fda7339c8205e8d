/** Whether entries have modes and owners on this system. */
export const HAS_MODES: boolean = Deno.build.os !== "windows";
