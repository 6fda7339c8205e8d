import { quote } from "../../model/paths/quote.ts";
import { isSamePath } from "../../model/roots/place.ts";
import type { OptionName } from "../options.ts";
import { plainPath } from "./conflicts.ts";
import type { ConfigJob } from "./job.ts";
import type { ConfigProblem } from "./setting.ts";

/** What two jobs with one log file have to agree on. */
const ABOUT_THE_FILE = [
  "log-format",
  "log-max-size",
  "log-keep",
] as const satisfies readonly OptionName[];

/** Finds jobs that share a log file and ask different things of it. */
export function findSharedLogs(
  jobs: readonly ConfigJob[],
): readonly ConfigProblem[] {
  return jobs.flatMap((job, index) => {
    const earlier = jobs.slice(0, index)
      .find((other) => isSamePath(logOf(other), logOf(job)));
    if (earlier === undefined) return [];
    const different = ABOUT_THE_FILE.filter((name) =>
      earlier.given.values.get(name) !== job.given.values.get(name)
    );
    return different.map((name) => ({
      line: job.line,
      text: `${name}: the jobs ${quote(earlier.name)} and ${
        quote(job.name)
      } share a log file and differ in this: expected the same, or another log`,
    }));
  });
}

function logOf({ given: { values } }: ConfigJob): string {
  return plainPath(values.get("log") ?? "");
}
