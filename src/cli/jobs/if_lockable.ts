/**
 * Returns what is found out by a lock, or `undefined` where the state folder
 * does not let it be read or written. What is the matter there is told by the
 * pass that needs it.
 * @throws {unknown} what is no such trouble: then it is a bug
 */
export async function ifLockable<Found>(
  find: () => Promise<Found>,
): Promise<Found | undefined> {
  try {
    return await find();
  } catch (error) {
    if (error instanceof Error && !isBug(error)) return undefined;
    throw error;
  }
}

/** What Deno and SQLite throw has a code, or a class that JavaScript has no mistakes of. */
function isBug(error: Error): boolean {
  return !("code" in error) &&
    MISTAKES.some((mistake) => error instanceof mistake);
}

const MISTAKES = [TypeError, ReferenceError, RangeError, SyntaxError];
