import { quote } from "../../model/paths/quote.ts";
import type { RawArguments } from "../arguments/arguments.ts";
import type { Config } from "../config/job.ts";
import { chooseJobs } from "../config/load_config.ts";
import { isOwnOptionOf, OPTIONS } from "../options.ts";
import { parseSync } from "../sync/sync_request.ts";
import { UsageError } from "../usage_error.ts";
import {
  absoluteIn,
  nameAfter,
  parseEvery,
  parseName,
  parseSystem,
  passedOn,
  type Place,
  refuseDryRun,
  type ScheduleRequest,
} from "./request.ts";

/**
 * Understands which job of a configuration file is to be scheduled, whose
 * interval counts where none is given.
 * @throws {UsageError} if it makes no sense, in one sentence
 */
export function parseScheduleOfJob(
  given: RawArguments,
  { config, ...place }: Place & { readonly config: Config },
): ScheduleRequest {
  refuseDryRun(given);
  refuseForeign(given);
  const { values, positionals } = given;
  const [job] = chooseJobs(config, positionals);
  if (job === undefined) throw new UsageError("a job is needed: name one");
  const named = values.get("every") ?? intervalOf(job.given);
  if (named === undefined) {
    throw new UsageError(
      `the job ${quote(job.name)} has no interval: give --every TIME`,
    );
  }
  parseSync(job.given);
  const path = quote(config.path);
  const system = parseSystem(values.get("for"), place.os);
  return {
    system,
    name: parseName(values.get("name")) ?? nameAfter(job.name),
    about: `lockstep, job ${quote(job.name)} of ${path}`,
    everyMs: parseEvery(named),
    args: [
      "run",
      job.name,
      "--once",
      `--config=${config.path}`,
      ...passedOn(given, absoluteIn(place, system)),
    ],
  };
}

/** Whatever is about the mirror stands in the file. */
function refuseForeign({ switches, values }: RawArguments): void {
  const given = [...switches, ...values.keys()];
  const foreign = OPTIONS.find((option) =>
    given.includes(option.name) && !isOwnOptionOf(option, "run") &&
    !isOwnOptionOf(option, "schedule")
  );
  if (foreign === undefined) return;
  throw new UsageError(
    `"--${foreign.name}" cannot be given with a job: write it into the file`,
  );
}

function intervalOf({ values }: RawArguments): string | undefined {
  return values.get("interval");
}
