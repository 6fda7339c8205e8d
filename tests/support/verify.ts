import { verifyTrees } from "../../src/mirror/verify.ts";
import type { MirrorOptions } from "../../src/model/settings.ts";
import type { SamplePart } from "../../src/model/verify/sample.ts";
import type {
  VerificationProgress,
  VerificationReport,
} from "../../src/model/verify/verification.ts";
import { findingLine } from "../../src/output/finding_line.ts";
import { inlinePool } from "../../src/workers/threads/inline.ts";
import type { Pool } from "../../src/workers/threads/pool.ts";
import { DEFAULT_OPTIONS } from "./mirror.ts";
import { TEST_DISK } from "./test_disk.ts";

/** What a test may want to be different. */
export interface VerifyOverrides {
  readonly options?: Partial<MirrorOptions>;
  readonly part?: SamplePart;
  readonly log?: string;
  readonly pool?: Pool;
  readonly isStopped?: () => boolean;
}

/** What came of a verification. */
export interface Verified {
  readonly report: VerificationReport;
  /** One line for each finding: `* "a" (size)`. */
  readonly lines: readonly string[];
  readonly warnings: readonly string[];
  readonly progress: readonly VerificationProgress[];
}

/** Compares two trees, contents and all, on the thread of the test unless a pool is given. */
export async function verify(
  { source, replica }: { readonly source: string; readonly replica: string },
  overrides: VerifyOverrides = {},
): Promise<Verified> {
  const pool = overrides.pool ?? await inlinePool(TEST_DISK);
  const warnings: string[] = [];
  const progress: VerificationProgress[] = [];
  const report = await verifyTrees({
    named: { source, replica, log: overrides.log, state: undefined },
    options: {
      ...DEFAULT_OPTIONS,
      contents: true,
      dryRun: true,
      ...overrides.options,
    },
    part: overrides.part,
  }, {
    pool,
    warn: (text) => warnings.push(text),
    progress: (reached) => progress.push(reached),
    isStopped: overrides.isStopped ?? (() => false),
    now: () => performance.now(),
  });
  const lines = report.findings.map(findingLine);
  return { report, lines, warnings, progress };
}
