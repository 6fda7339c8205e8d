import type { PassReport } from "../model/report.ts";

/** What the exit status of the program says. It is an interface: scripts rely on it. */
export const EXIT = {
  /** The replica equals the source. */
  equal: 0,
  /** Some paths failed, the log could not be written, or a thread of the program was lost. */
  failed: 1,
  /** The command line makes no sense. */
  usage: 2,
  /** A safety check refused. */
  refused: 3,
  /** Source or replica is not available. */
  unavailable: 4,
  /** Another instance is at work on the replica. */
  locked: 5,
  /** Only paths that changed or vanished meanwhile are missing. */
  meanwhile: 6,
} as const;

/** Signals that end the program, with the exit status that shells give them: 128 and the number. */
export const SIGNAL_EXITS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

export type StopSignal = keyof typeof SIGNAL_EXITS;

/** What else decides about the exit status. */
export interface ExitFacts {
  readonly logFailed: boolean;
  readonly stoppedBy: StopSignal | undefined;
}

/** Returns the exit status after a last pass. */
export function exitCode(
  report: PassReport,
  { logFailed, stoppedBy }: ExitFacts,
): number {
  switch (report.ending.kind) {
    case "refused":
    case "unfit":
      return EXIT.refused;
    case "unavailable":
      return EXIT.unavailable;
    case "crashed":
      return EXIT.failed;
    case "locked":
      return EXIT.locked;
    case "stopped":
      return SIGNAL_EXITS[stoppedBy ?? "SIGTERM"];
    case "done":
      if (report.tally.failed > 0 || logFailed) return EXIT.failed;
      return report.tally.meanwhile > 0 ? EXIT.meanwhile : EXIT.equal;
  }
}
