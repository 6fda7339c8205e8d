import { quote } from "../../model/quote.ts";
import { absolutePath } from "../paths.ts";
import { UsageError } from "../usage_error.ts";
import type { Config, ConfigJob } from "./job.ts";
import { readConfig } from "./read_config.ts";

/** The configuration file where none is named: in the current folder. */
export const DEFAULT_CONFIG = "lockstep.toml";

/** Returns the whole path of a configuration file, as it was named or not. */
export function configPath(named: string | undefined): string {
  return absolutePath(named ?? DEFAULT_CONFIG, Deno.cwd());
}

/**
 * Reads a configuration file.
 * @throws {UsageError} that tells all that is wrong with it, each with its line
 */
export async function loadConfig(path: string): Promise<Config> {
  const text = await readText(path);
  const read = readConfig(text, {
    folder: path.replace(/\/[^/]*$/, "") || "/",
    variable: (name) => Deno.env.get(name),
  });
  if (read.kind === "config") return { path, ...read.config };
  const { problems } = read;
  const count = problems.length === 1
    ? "a mistake"
    : `${problems.length} mistakes`;
  throw new UsageError(
    `${quote(path)} has ${count}:`,
    problems.map(({ line, text }) =>
      `${path}:${line === undefined ? "" : `${line}:`} ${text}`
    ),
  );
}

/**
 * Returns the jobs of these names in the order of the file, or all if there are no names.
 * @throws {UsageError} if there is none of a name
 */
export function chooseJobs(
  { jobs, path }: Config,
  names: readonly string[],
): readonly ConfigJob[] {
  const known = jobs.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new UsageError(
      `there is no job ${quote(unknown)} in ${quote(path)}: expected ${
        known.map((name) => quote(name)).join(", ")
      }`,
    );
  }
  return names.length === 0
    ? jobs
    : jobs.filter(({ name }) => names.includes(name));
}

async function readText(path: string): Promise<string> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const hint = error instanceof Deno.errors.NotFound
      ? 'there is no such file: name one with --config, or have "lockstep init" write one'
      : error.message;
    throw new UsageError(`Cannot read ${quote(path)}: ${hint}`);
  }
}
