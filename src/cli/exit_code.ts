import type { ManifestReport } from "../mirror/manifest.ts";
import type { Ending, PassReport } from "../model/outcome/report.ts";
import type { VerificationReport } from "../model/verify/verification.ts";

/** What the exit status of the program says. It is an interface: scripts rely on it. */
export const EXIT = {
  /** The replica equals the source. */
  equal: 0,
  /** Some paths failed or have decayed in the source, the log or the result could not be written, or a thread of the program was lost. */
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
  /** Of a plan: there is something to do. */
  todo: 7,
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
  { ending, tally }: PassReport,
  { logFailed, stoppedBy }: ExitFacts,
): number {
  return endingExit(ending, {
    stoppedBy,
    failed: tally.failed + tally.decayed > 0 || logFailed,
    meanwhile: tally.meanwhile > 0,
  });
}

/** Returns the exit status after a plan was shown. */
export function planExit(report: PassReport, facts: ExitFacts): number {
  const { created, copied, updated, metadata, removed } = report.tally;
  const steps = created + copied + updated + metadata + removed;
  const status = exitCode(report, facts);
  const isReady = status === EXIT.equal || status === EXIT.meanwhile;
  return isReady && steps > 0 ? EXIT.todo : status;
}

/** Returns the exit status after a verification. */
export function verificationExit(
  { ending, findings }: VerificationReport,
  { stoppedBy }: Pick<ExitFacts, "stoppedBy">,
): number {
  return endingExit(ending, {
    stoppedBy,
    failed: findings.some(({ meanwhile }) => meanwhile !== true),
    meanwhile: findings.length > 0,
  });
}

/** Returns the exit status after a list of digests was made. */
export function manifestExit(
  { ending, failed, meanwhile }: ManifestReport,
  { stoppedBy }: Pick<ExitFacts, "stoppedBy">,
): number {
  return endingExit(ending, {
    stoppedBy,
    failed: failed > 0,
    meanwhile: meanwhile > 0,
  });
}

/** Returns the exit status where the result could not be written: a script must not take it for had. */
export function unwrittenExit(exitStatus: number): number {
  const isFine = exitStatus === EXIT.equal || exitStatus === EXIT.todo ||
    exitStatus === EXIT.meanwhile;
  return isFine ? EXIT.failed : exitStatus;
}

/** Exit statuses of passes, the worst first: a refused one may tell of an accident. */
const WORST_FIRST: readonly number[] = [
  ...Object.values(SIGNAL_EXITS),
  EXIT.refused,
  EXIT.failed,
  EXIT.unavailable,
  EXIT.locked,
  EXIT.todo,
  EXIT.meanwhile,
];

/** Returns the exit status of a run of several mirrors: the worst of theirs. */
export function worstExit(statuses: readonly number[]): number {
  return WORST_FIRST.find((status) => statuses.includes(status)) ?? EXIT.equal;
}

function endingExit(
  ending: Ending,
  { stoppedBy, failed, meanwhile }: {
    readonly stoppedBy: StopSignal | undefined;
    readonly failed: boolean;
    readonly meanwhile: boolean;
  },
): number {
  switch (ending.kind) {
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
      if (failed) return EXIT.failed;
      return meanwhile ? EXIT.meanwhile : EXIT.equal;
  }
}
