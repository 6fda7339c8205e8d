import type { Ending } from "../model/outcome/report.ts";
import type { Refusal } from "../model/safety/refusal.ts";
import { RootGone } from "./drain.ts";

/** What has ended before it began. */
export interface Ended {
  readonly kind: "ended";
  readonly ending: Ending;
}

/** Returns the end of what cannot be, now or later. */
export function unfit({ reason, remedy }: Refusal): Ended {
  return ended({ kind: "unfit", refusal: { reason, remedy } });
}

/** Returns the end of what cannot be now. */
export function unavailable(reason: string): Ended {
  return ended({ kind: "unavailable", reason });
}

/** Returns what is over already. */
export function ended(ending: Ending): Ended {
  return { kind: "ended", ending };
}

/**
 * Returns how something ends of which a root has gone in the middle.
 * @throws {unknown} `error` itself if that is not what it says
 */
export function endingByLoss(error: unknown): Ending {
  if (!(error instanceof RootGone)) throw error;
  return { kind: "unavailable", reason: error.message };
}
