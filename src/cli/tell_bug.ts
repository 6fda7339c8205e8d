import type { Log } from "../output/log.ts";
import { UsageError } from "./usage_error.ts";

/** The exit status of Deno after an error that nobody caught. */
export const BUG_STATUS = 1;

/**
 * Sees that the log has all that was done before the program ends by a bug, and
 * why it ends, and that the object of the pass is whole.
 */
export async function tellBug(
  error: unknown,
  { log, end }: {
    readonly log: Log;
    /** Ends the object, if there is one. */
    readonly end: (reason: string) => Promise<unknown> | undefined;
  },
): Promise<never> {
  if (error instanceof UsageError) throw error;
  const what = error instanceof Error ? error.message : String(error);
  const [line = ""] = what.split("\n");
  const message = `lockstep ends by a bug of its own: ${line}`;
  log.write({ level: "error", action: "said", message });
  await log.settle();
  await end(line);
  throw error;
}
