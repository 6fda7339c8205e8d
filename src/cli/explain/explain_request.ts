import { load } from "../../loading/load.ts";
import type { RelativePath } from "../../model/paths/path.ts";
import { quote } from "../../model/paths/quote.ts";
import { isBelow, isSamePath } from "../../model/roots/place.ts";
import type { RawArguments } from "../arguments/arguments.ts";
import { parsePathBelow, refuseEmptyPath } from "../arguments/path_below.ts";
import { absolutePath } from "../arguments/paths.ts";
import { refuseEmpty, refuseMore } from "../arguments/values.ts";
import type { Config, ConfigJob } from "../config/job.ts";
import type { OptionName } from "../options.ts";
import { FILTERING_OPTIONS } from "../options/filtering.ts";
import { type FilterRequest, parseFilters } from "../sync/filters.ts";
import { UsageError } from "../usage_error.ts";

/** What is to be explained. */
export interface ExplainRequest {
  /** The job whose filters count; `undefined` where the command line has them. */
  readonly job: string | undefined;
  /** Absolute. */
  readonly source: string;
  readonly path: RelativePath;
  /** As it was given. */
  readonly text: string;
  readonly filters: FilterRequest;
}

/**
 * Understands which path is to be explained: of a source, with the filters of
 * the command line, or of a job, with its own.
 * @throws {UsageError} if it makes no sense
 */
export async function parseExplain(
  given: RawArguments,
): Promise<ExplainRequest> {
  const [first, second, ...rest] = given.positionals;
  if (first === undefined) {
    throw new UsageError(
      "a path is needed: lockstep explain SOURCE PATH, or PATH of a job",
    );
  }
  refuseMore(rest);
  if (second === undefined) return await parseOfJob(first, given);
  refuseTogether(["job", "config"], given, "a source: give the path alone");
  refuseEmpty("SOURCE", first);
  const source = absolutePath(first, Deno.cwd());
  const path = parsePathBelow(second, { side: "source", root: source });
  const filters = parseFilters(given);
  return { job: undefined, source, path, text: second, filters };
}

async function parseOfJob(
  text: string,
  given: RawArguments,
): Promise<ExplainRequest> {
  refuseEmptyPath(text);
  const filters = FILTERING_OPTIONS.map(({ name }) => name);
  refuseTogether(filters, given, "a job: write it into the file");
  const name = given.values.get("job");
  const loader = await load<Loader>("src/cli/config/load_config.ts");
  const config = await readConfig(given, loader);
  const named = name === undefined ? absolutePath(text, Deno.cwd()) : text;
  const jobs = name === undefined
    ? config.jobs.filter((job) => hasInSource(named, job))
    : loader.chooseJobs(config, [name]);
  const job = theOne(jobs, named, config);
  const source = sourceOf(job);
  return {
    job: job.name,
    source,
    path: parsePathBelow(named, { side: "source", root: source }),
    text,
    filters: parseFilters(job.given),
  };
}

type Loader = typeof import("../config/load_config.ts");

async function readConfig(
  { values }: RawArguments,
  { configPath, loadConfig }: Loader,
): Promise<Config> {
  return await loadConfig(configPath(values.get("config"))).catch(
    (error: unknown) => {
      const isMeant = values.has("config") || values.has("job");
      if (!(error instanceof UsageError) || isMeant) throw error;
      // Whoever forgot the source is not to be told of a file alone.
      throw new UsageError(
        `a source and a path are needed, and one path is one of a job: ${error.message}`,
        error.details,
      );
    },
  );
}

function hasInSource(path: string, job: ConfigJob): boolean {
  const source = sourceOf(job);
  return isSamePath(path, source) || isBelow(path, source);
}

/** Returns the one job in whose source a path lies. */
function theOne(
  jobs: readonly ConfigJob[],
  path: string,
  config: Config,
): ConfigJob {
  const [job, another] = jobs;
  if (job === undefined) {
    throw new UsageError(
      `${quote(path)} lies in the source of no job of ${
        quote(config.path)
      }: name a job with --job, or SOURCE and PATH`,
    );
  }
  if (another === undefined) return job;
  const names = jobs.map(({ name }) => quote(name)).join(", ");
  throw new UsageError(
    `${quote(path)} lies in the sources of ${names}: name one with --job`,
  );
}

function sourceOf(
  { given: { positionals: [source = ""] } }: ConfigJob,
): string {
  return source;
}

function refuseTogether(
  names: readonly OptionName[],
  { switches, values }: RawArguments,
  why: string,
): void {
  const name = names.find((name) => switches.has(name) || values.has(name));
  if (name === undefined) return;
  throw new UsageError(`"--${name}" cannot be given with ${why}`);
}
