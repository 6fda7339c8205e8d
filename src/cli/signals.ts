import { SIGNAL_EXITS, type StopSignal } from "./exit_code.ts";

/** The wish of the user, or of the system, that the program ends. */
export interface StopWish extends Disposable {
  /** The signal that came first, if one has come. */
  readonly by: () => StopSignal | undefined;
  /** Aborted when the first signal comes. */
  readonly signal: AbortSignal;
}

/** Windows knows Ctrl-C and Ctrl-Break only. */
const SIGNALS: readonly StopSignal[] = Deno.build.os === "windows"
  ? ["SIGINT"]
  : ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * Listens for the signals that end the program. The first asks it to end
 * cleanly; a second Ctrl-C ends it at once, with temporary files left for the
 * next pass to clean up.
 */
export function watchSignals(
  { onHangUp }: {
    /** Hears SIGHUP; returns whether it has another meaning here than to end. */
    readonly onHangUp?: () => boolean;
  } = {},
): StopWish {
  const abort = new AbortController();
  let first: StopSignal | undefined;
  const handlers = SIGNALS.map((signal) => {
    const handler = (): void => {
      if (signal === "SIGHUP" && onHangUp?.() === true) return;
      if (first !== undefined && signal === "SIGINT") {
        Deno.exit(SIGNAL_EXITS[first]);
      }
      first ??= signal;
      abort.abort();
    };
    Deno.addSignalListener(signal, handler);
    return { signal, handler };
  });
  return {
    by: () => first,
    signal: abort.signal,
    [Symbol.dispose](): void {
      for (const { signal, handler } of handlers) {
        Deno.removeSignalListener(signal, handler);
      }
    },
  };
}

/** Returns who stopped the program, in words. */
export function describeStop(signal: StopSignal): string {
  switch (signal) {
    case "SIGINT":
      return "Stopped by user (SIGINT)";
    case "SIGTERM":
      return "Stopped by the system or another program (SIGTERM)";
    case "SIGHUP":
      return "Stopped because the terminal went away (SIGHUP)";
  }
}
