/** Gives a file a second name. Returns false where something has the name, `undefined` where the file system has no hard links. */
export function linkIfFree(
  existing: string,
  added: string,
): boolean | undefined {
  try {
    Deno.linkSync(existing, added);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.AlreadyExists) return false;
    if (error instanceof Error) return undefined;
    throw error;
  }
}
