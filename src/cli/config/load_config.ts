import { describeError } from "../../model/outcome/reasons.ts";
import { quote } from "../../model/paths/quote.ts";
import { parentOf, styleOf } from "../../model/paths/system_path.ts";
import { nearestWord } from "../arguments/nearest.ts";
import { absolutePath } from "../arguments/paths.ts";
import { readNamed, type ReadOptions } from "../arguments/read_named.ts";
import { findWrongRule, isRuleOption } from "../sync/filters.ts";
import { UsageError } from "../usage_error.ts";
import type { Config, ConfigJob } from "./job.ts";
import { distinct, readConfig } from "./read_config.ts";
import type { ConfigProblem, Setting } from "./setting.ts";

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
export async function loadConfig(
  path: string,
  options: ReadOptions = {},
): Promise<Config> {
  const { text, isPiped } = await readText(path, options);
  const read = readConfig(text, {
    // A pipe of the shell's lies in a folder where nobody has anything.
    folder: isPiped ? Deno.cwd() : parentOf(path, styleOf(Deno.build.os)),
    variable: (name) => Deno.env.get(name),
  });
  const unusable = await findUnusable(read.settings);
  if (read.kind === "wrong") {
    throw mistakes(path, distinct([...read.problems, ...unusable]));
  }
  if (unusable.length > 0) throw mistakes(path, distinct(unusable));
  return { path, ...read.config };
}

/** Rules that cannot be read or used would only be told by the first pass. */
async function findUnusable(
  settings: readonly Setting[],
): Promise<readonly ConfigProblem[]> {
  const problems: ConfigProblem[] = [];
  for (const { key: { option, name }, value, line } of settings) {
    if (!isRuleOption(option) || typeof value === "boolean") continue;
    for (const one of value) {
      const reason = await findWrongRule(option, one);
      if (reason !== undefined) {
        const text = `${name}: ${reason.replace(`--${name}`, name)}`;
        problems.push({ line, text });
      }
    }
  }
  return problems;
}

function mistakes(
  path: string,
  problems: readonly ConfigProblem[],
): UsageError {
  const count = problems.length === 1
    ? "a mistake"
    : `${problems.length} mistakes`;
  return new UsageError(
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
    const nearest = nearestWord(unknown, known);
    const hint = nearest === undefined
      ? `expected ${known.map((name) => quote(name)).join(", ")}`
      : `did you mean ${quote(nearest)}?`;
    throw new UsageError(
      `there is no job ${quote(unknown)} in ${quote(path)}: ${hint}`,
    );
  }
  return names.length === 0
    ? jobs
    : jobs.filter(({ name }) => names.includes(name));
}

async function readText(
  path: string,
  options: ReadOptions,
): Promise<{ readonly text: string; readonly isPiped: boolean }> {
  try {
    const { bytes, isPiped } = await readNamed(path, options);
    return { text: new TextDecoder().decode(bytes), isPiped };
  } catch (error) {
    if (!(error instanceof Error) || error instanceof UsageError) throw error;
    const hint = error instanceof Deno.errors.NotFound
      ? 'there is no such file: name one with --config, or have "lockstep init" write one'
      : describeError(error);
    throw new UsageError(`Cannot read ${quote(path)}: ${hint}`);
  }
}
