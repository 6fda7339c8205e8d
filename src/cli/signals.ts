import { SIGNAL_EXITS, type StopSignal } from "./exit_code.ts";

/** The wish of the user, or of the system, that the program ends. */
export interface StopWish extends Disposable {
  /** The signal that came first, if one has come. */
  readonly by: () => StopSignal | undefined;
  /** Aborted when the first signal comes. */
  readonly signal: AbortSignal;
}

/** A signal that is listened for. */
interface Heard {
  readonly signal: Deno.Signal;
  /** What it asks for. */
  readonly means: StopSignal;
}

/**
 * Returns the signals that end the program on a system. Windows has none; Deno
 * makes SIGINT of Ctrl-C, SIGBREAK of Ctrl-Break and SIGHUP of a window that is
 * closed, which leaves the program some seconds. Nothing there sends SIGTERM.
 */
export function stopSignals(os: typeof Deno.build.os): readonly Heard[] {
  return os === "windows"
    ? [
      { signal: "SIGINT", means: "SIGINT" },
      { signal: "SIGBREAK", means: "SIGINT" },
      { signal: "SIGHUP", means: "SIGHUP" },
    ]
    : [
      { signal: "SIGINT", means: "SIGINT" },
      { signal: "SIGTERM", means: "SIGTERM" },
      { signal: "SIGHUP", means: "SIGHUP" },
    ];
}

/** Tells whether SIGHUP may have another meaning on a system than that the terminal is gone. */
export function isHangUpFree(os: typeof Deno.build.os): boolean {
  return os !== "windows";
}

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
  const { os } = Deno.build;
  const handlers = stopSignals(os).map(({ signal, means }) => {
    const handler = (): void => {
      if (means === "SIGHUP" && isHangUpFree(os) && onHangUp?.() === true) {
        return;
      }
      if (first !== undefined && means === "SIGINT") {
        Deno.exit(SIGNAL_EXITS[first]);
      }
      first ??= means;
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
