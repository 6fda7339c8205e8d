import type { Attempt } from "../disk.ts";
import { replaced, toDiskError } from "./errors.ts";
import { despiteReadOnly } from "./read_only.ts";

/**
 * Removes what was seen at a path right before. Deno's call takes an empty
 * folder for a file and the other way round; of a folder that is not empty, in
 * the place of a file, it says so.
 * @throws {DiskError}
 */
export function removeAt(
  path: string,
  { attempt, isFolder }: {
    readonly attempt: Attempt;
    readonly isFolder: boolean;
  },
): void {
  try {
    despiteReadOnly(path, () => Deno.removeSync(path));
  } catch (error) {
    const failure = toDiskError(error, attempt);
    const isAnother = !isFolder && failure.code === "ENOTEMPTY";
    throw isAnother ? replaced(attempt) : failure;
  }
}
