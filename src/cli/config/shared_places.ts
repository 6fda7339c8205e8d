import { quote } from "../../model/paths/quote.ts";
import { isSamePath } from "../../model/roots/place.ts";
import type { OptionName } from "../options.ts";
import { plainPath } from "./conflicts.ts";
import type { ConfigJob } from "./job.ts";
import type { ConfigProblem } from "./setting.ts";

/** What can belong to one job only. */
const OF_ONE_JOB = [
  "trash",
  "summary-file",
] as const satisfies readonly OptionName[];

/** Finds jobs that would put their old versions, or their summaries, into one place. */
export function findSharedPlaces(
  jobs: readonly ConfigJob[],
): readonly ConfigProblem[] {
  return OF_ONE_JOB.flatMap((key) =>
    jobs.flatMap((job, index) => {
      const path = placeOf(job, key);
      if (path === undefined) return [];
      const earlier = jobs.slice(0, index)
        .find((other) => isSamePath(placeOf(other, key) ?? "", path));
      if (earlier === undefined) return [];
      const text = `${key}: ${quote(path)} would be that of ${
        quote(earlier.name)
      } and of ${quote(job.name)}: expected one for each`;
      return [{ line: job.lineOf(key), text }];
    })
  );
}

function placeOf(
  { given: { values } }: ConfigJob,
  key: OptionName,
): string | undefined {
  const path = values.get(key);
  return path === undefined ? undefined : plainPath(path);
}
