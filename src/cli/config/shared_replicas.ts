import { quote } from "../../model/paths/quote.ts";
import { isBelow, isSamePath } from "../../model/roots/place.ts";
import { plainPath } from "./conflicts.ts";
import type { ConfigJob } from "./job.ts";
import type { ConfigProblem } from "./setting.ts";

/**
 * Finds jobs that would undo each other's work: those that make one folder equal
 * to two sources. With `no-delete` one may add to what the other brings.
 */
export function findSharedReplicas(
  jobs: readonly ConfigJob[],
): readonly ConfigProblem[] {
  return jobs.flatMap((job, index) =>
    jobs.slice(0, index).flatMap((earlier) => {
      const text = describeSharing(job, earlier);
      return text === undefined ? [] : [{ line: job.line, text }];
    })
  );
}

function describeSharing(
  job: ConfigJob,
  earlier: ConfigJob,
): string | undefined {
  const [own, other] = [replicaOf(job), replicaOf(earlier)];
  if (isSamePath(own, other) && (removes(job) || removes(earlier))) {
    return `replica: ${quote(own)} is the replica of ${
      quote(earlier.name)
    } as well, and one would remove what the other copies: expected another folder, or no-delete = true in both`;
  }
  if (isBelow(own, other)) return describeNesting(job, earlier);
  if (isBelow(other, own)) return describeNesting(earlier, job);
  return undefined;
}

function describeNesting(
  inner: ConfigJob,
  outer: ConfigJob,
): string | undefined {
  if (!removes(outer)) return undefined;
  return `replica: ${quote(replicaOf(inner))}, that of ${
    quote(inner.name)
  }, lies in ${quote(replicaOf(outer))}, and ${
    quote(outer.name)
  } would remove it: expected folders apart, or no-delete = true or an exclude in ${
    quote(outer.name)
  }`;
}

function replicaOf({ given: { positionals } }: ConfigJob): string {
  return plainPath(positionals[1] ?? "");
}

/** What is excluded may well be what the other job brings; that is for the user to know. */
function removes({ given: { switches, values } }: ConfigJob): boolean {
  const excludes = values.has("exclude") || values.has("exclude-from");
  return !switches.has("no-delete") &&
    (!excludes || switches.has("delete-excluded"));
}
