import { load } from "../../loading/load.ts";
import type { NamedRoots } from "../../model/roots/roots.ts";
import type { Log } from "../../output/log.ts";
import type { Output } from "../../output/output.ts";
import { exitCode, type StopSignal } from "../exit_code.ts";
import type { SyncRequest } from "../sync/sync_request.ts";
import type { JsonTellerOptions } from "./json_teller.ts";
import type { PassTeller } from "./pass_teller.ts";

/** What a teller of passes has to know besides the request. */
export interface TellerParts {
  readonly command: JsonTellerOptions["command"];
  /** The name of the job, where it has one. */
  readonly job?: string;
  readonly named: NamedRoots;
  readonly log: Log;
  /** Returns fields that objects have besides. @default none */
  readonly more?: () => object;
  readonly stoppedBy: () => StopSignal | undefined;
  /** @default that of a mirror */
  readonly exitStatus?: typeof exitCode;
  /** Where the object of a pass is printed. @default standard output, as it comes about */
  readonly stdout?: () => Output;
}

/**
 * Returns what tells programs of the passes of a mirror, if any is to be told.
 * A dry run writes no summary file: it changes nothing at all.
 */
export async function openTeller(
  { json, options: { dryRun } }: SyncRequest,
  parts: TellerParts,
): Promise<PassTeller | undefined> {
  const { named, stoppedBy, exitStatus = exitCode, ...rest } = parts;
  const summaryFile = dryRun ? undefined : named.summary;
  if (!json && summaryFile === undefined) return undefined;
  const { openJsonTeller } = await load<typeof import("./json_teller.ts")>(
    "src/cli/telling/json_teller.ts",
  );
  return openJsonTeller({
    ...rest,
    prints: json,
    summaryFile,
    exitStatus: (report, facts) =>
      exitStatus(report, { ...facts, stoppedBy: stoppedBy() }),
  });
}
