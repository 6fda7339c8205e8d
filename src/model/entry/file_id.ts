import type { RelativePath } from "../paths/path.ts";
import type { Identity } from "./entry.ts";

/**
 * Returns a text that names of one file share, and no names of two files. Deno
 * tells numbers of Windows' files beyond 2 ** 53 rounded, where two files may
 * get the same: such a name is taken for a file of its own, as nothing may be
 * linked to what is another file.
 */
export function fileId({ dev, ino }: Identity, path: RelativePath): string {
  return Number.isSafeInteger(ino) ? `${dev}:${ino}` : `/${path}`;
}
