import { type KindFacts, kindOf } from "./entries.ts";

/** On which system this is. */
export interface ReadOnlySystem {
  readonly os: typeof Deno.build.os;
}

/**
 * Replaces or removes what is at a path, also where it has the attribute
 * "read-only" of Windows, which keeps a file from being replaced or removed:
 * there it is taken away and the call made again. On other systems this is up
 * to the folder alone.
 *
 * RACE: if somebody puts a link there in between, what it leads to loses the
 * attribute.
 * @throws {unknown} what `call` threw
 */
export function despiteReadOnly(
  path: string,
  call: () => void,
  { os }: ReadOnlySystem = Deno.build,
): void {
  try {
    call();
  } catch (error) {
    const isRefused = os === "windows" &&
      error instanceof Deno.errors.PermissionDenied;
    if (!isRefused || !takeAway(path)) throw error;
    call();
  }
}

/** Takes the attribute away. Returns false where it is not there, or cannot be. */
function takeAway(path: string): boolean {
  try {
    const info = Deno.lstatSync(path);
    if (!isReadOnly(info)) return false;
    Deno.chmodSync(path, (info.mode ?? 0) | 0o200);
    return true;
  } catch (error) {
    if (error instanceof Error) return false;
    throw error;
  }
}

/** Tells whether what `lstat` found has the attribute; a link's own cannot be taken away by its path. */
export function isReadOnly(
  info: KindFacts & Pick<Deno.FileInfo, "mode">,
): boolean {
  return kindOf(info) !== "symlink" && info.mode !== null &&
    (info.mode & 0o200) === 0;
}
