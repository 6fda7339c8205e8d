/** A release that cannot be made as asked; the message is one line that says why. */
export class ReleaseError extends Error {
  override readonly name = "ReleaseError";
}

/** Runs what a script does, and tells a `ReleaseError` in one line. Returns the exit status, 2 for one. */
export async function tellErrors(
  action: () => void | Promise<void>,
): Promise<number> {
  try {
    await action();
    return 0;
  } catch (error) {
    if (!(error instanceof ReleaseError)) throw error;
    await Deno.stderr.write(new TextEncoder().encode(`${error.message}\n`));
    return 2;
  }
}
