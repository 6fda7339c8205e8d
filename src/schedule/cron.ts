import { Cron } from "croner";
import { counted } from "../model/outcome/counted.ts";

/** A cron expression: when to start, in the local time of this machine. */
export interface CronExpression {
  /** As it was given. */
  readonly text: string;
  /** Returns the first start after a time, both in milliseconds since 1970. */
  readonly next: (afterMs: number) => number | undefined;
}

/** What came of reading a cron expression. */
export type ParsedCron =
  | { readonly kind: "cron"; readonly cron: CronExpression }
  | { readonly kind: "wrong"; readonly reason: string };

/**
 * Reads five fields (`0 3 * * mon-fri`) or a nickname (`@daily`).
 *
 * When clocks change, starts at a fixed time are neither lost nor doubled: what
 * falls into the hour left out starts at its end, what falls into the hour that
 * comes twice starts in the first. `*` and steps keep their distance instead.
 */
export function parseCron(text: string): ParsedCron {
  const fields = text.trim().split(/\s+/).length;
  if (!text.trim().startsWith("@") && fields !== 5) {
    const count = text.trim() === "" ? 0 : fields;
    return {
      kind: "wrong",
      reason: `it has ${counted(count, "field")}`,
    };
  }
  try {
    const cron = new Cron(text, {
      mode: "5-part",
      fixedTimeRule: "no-wildcard",
      paused: true,
    });
    const next = (afterMs: number): number | undefined =>
      cron.nextRun(new Date(afterMs))?.getTime();
    // Some day of the next years, also with "29 2" in it.
    if (next(0) === undefined) {
      return { kind: "wrong", reason: "no day ever fits it" };
    }
    return { kind: "cron", cron: { text, next } };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const reason = text.trim().startsWith("@")
      ? `there are ${NICKNAMES}`
      : inOwnWords(error.message);
    return { kind: "wrong", reason };
  }
}

const NICKNAMES = "@hourly, @daily, @weekly, @monthly and @yearly";

/** The library's messages begin with the name of a class of its own, and count days and months from 0. */
function inOwnWords(message: string): string {
  const words = message.replace(/^CronPattern: /, "").replace(/\.$/, "")
    .replace(
      /(value for (?:day|month): )(-?\d+)/,
      (_, start: string, value: string) => `${start}${Number(value) + 1}`,
    )
    .replace("dayOfWeek", "weekday");
  return words.charAt(0).toLowerCase() + words.slice(1);
}
