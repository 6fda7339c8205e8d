import {
  EMPTY_TALLY,
  type PassReport,
  type Tally,
} from "../../src/model/outcome/report.ts";

/** Returns the report of a pass that did nothing, different where the test says so. */
export function passReport(
  { tally, ...rest }: Partial<Omit<PassReport, "tally">> & {
    readonly tally?: Partial<Tally>;
  } = {},
): PassReport {
  return {
    pass: 1,
    dryRun: false,
    ending: { kind: "done" },
    tally: { ...EMPTY_TALLY, ...tally },
    suspended: 0,
    drifted: 0,
    milliseconds: 1500,
    ...rest,
  };
}
