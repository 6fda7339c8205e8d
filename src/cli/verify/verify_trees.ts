import { type VerifyMeans, verifyTrees } from "../../mirror/verify.ts";
import { describeError } from "../../model/outcome/reasons.ts";
import type { NamedRoots } from "../../model/roots/roots.ts";
import { type SamplePart, samplePart } from "../../model/verify/sample.ts";
import type { VerificationReport } from "../../model/verify/verification.ts";
import { makePrivate } from "../../state/make_private.ts";
import { endTurn, readTurn, type TurnPlace } from "../../state/turn.ts";
import { absolutePath } from "../arguments/paths.ts";
import { namedStateFolder } from "../own_state_folder.ts";
import { readFilters } from "../sync/filters.ts";
import type { VerifyTrees } from "./verify_request.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Compares two trees, and remembers which part of a sample has had its turn. */
export async function compareTrees(
  { source, replica, log, filters, percent, ...request }: VerifyTrees,
  means: VerifyMeans,
): Promise<VerificationReport> {
  const currentFolder = Deno.cwd();
  const filtersAt = await readFilters(filters);
  const options = { ...request.options, filters: filtersAt(Date.now()) };
  const named = {
    source: absolutePath(source, currentFolder),
    replica: absolutePath(replica, currentFolder),
    log: absolutePath(log, currentFolder),
    user: Deno.uid() ?? undefined,
    state: namedStateFolder(),
  };
  const sample = percent === undefined
    ? undefined
    : await beginSample(percent, named, means.warn);
  const part = sample?.part;
  const report = await verifyTrees({ named, options, part }, means);
  if (report.ending.kind === "done") await sample?.end();
  return report;
}

interface Sample {
  readonly part: SamplePart;
  /** The next sample reads the next part. */
  readonly end: () => Promise<void>;
}

async function beginSample(
  percent: number,
  { source, replica, state: folder, user }: NamedRoots,
  warn: (text: string) => void,
): Promise<Sample> {
  const reason = folder === undefined
    ? "there is no state folder"
    : await makePrivate(folder, { user, mayChange: true });
  if (folder === undefined || reason !== undefined) {
    warn(
      `which part comes next cannot be remembered, each day has its own: ${reason}`,
    );
    const part = samplePart(percent, Math.floor(Date.now() / DAY_MS));
    return { part, end: () => Promise.resolve() };
  }
  const place: TurnPlace = { folder, source, replica };
  const turn = await readTurn(place);
  return {
    part: samplePart(percent, turn),
    end: async () => {
      try {
        await endTurn(place, turn);
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        warn(
          `the next sample will read the same part: ${describeError(error)}`,
        );
      }
    },
  };
}
