import type { Owner } from "./open_file.ts";

/** Returns whom what is made belongs to. Windows has no such numbers; they read as 0 there. */
export function thisUser(): Owner {
  return { uid: Deno.uid() ?? 0, gid: Deno.gid() ?? 0 };
}
