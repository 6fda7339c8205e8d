import { load } from "../loading/load.ts";
import {
  type CommandLine,
  type RawArguments,
  splitArguments,
} from "./arguments/arguments.ts";
import { nearestWord } from "./arguments/nearest.ts";
import { EXIT } from "./exit_code.ts";
import { ownCommit, ownVersion } from "./help/own_version.ts";
import {
  findSubcommand,
  type SubcommandName,
  SUBCOMMANDS,
} from "./subcommands.ts";
import { complain, printResult } from "./telling/print.ts";
import { UsageError } from "./usage_error.ts";

/** What the module of a subcommand exports. */
export interface SubcommandModule {
  /**
   * Carries it out and returns the exit status.
   * @throws {UsageError} before anything is touched
   */
  readonly run: (given: RawArguments) => Promise<number>;
}

/** Where each subcommand is, as `load` knows it. */
export const MODULES: Readonly<
  Record<Exclude<SubcommandName, "help">, string>
> = {
  sync: "src/cli/sync/sync.ts",
  plan: "src/cli/sync/plan.ts",
  verify: "src/cli/verify/verify.ts",
  manifest: "src/cli/verify/manifest.ts",
  versions: "src/cli/trash/versions.ts",
  restore: "src/cli/trash/restore.ts",
  explain: "src/cli/explain/explain.ts",
  schedule: "src/cli/schedule/schedule.ts",
  run: "src/cli/jobs/run_jobs.ts",
  jobs: "src/cli/jobs/list_jobs.ts",
  init: "src/cli/config/init.ts",
  completions: "src/cli/completions/completions.ts",
  doctor: "src/cli/doctor/doctor.ts",
};

/** Runs the program: takes its arguments, returns its exit status. */
export async function run(args: readonly string[]): Promise<number> {
  try {
    return await carryOut(splitArguments(args));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    await complain(error.message, error.details);
    return EXIT.usage;
  }
}

async function carryOut(given: CommandLine): Promise<number> {
  const { subcommand, isNamed, switches } = given;
  if (switches.has("help")) {
    return await showHelp(isNamed ? subcommand : undefined, given);
  }
  if (switches.has("version")) return await showVersion(given);
  if (subcommand === "help") {
    return given.positionals[0] === "man"
      ? await showManPage(given)
      : await showHelp(subjectOf(given), given);
  }
  // A mirror that is only to be tried is a plan.
  const isPlan = subcommand === "sync" && switches.has("dry-run");
  const path = MODULES[isPlan ? "plan" : subcommand];
  const module = await load<SubcommandModule>(path);
  return await module.run(given);
}

async function showHelp(
  subject: SubcommandName | undefined,
  given: CommandLine,
): Promise<number> {
  const { helpText, overview } = await load<typeof import("./help/help.ts")>(
    "src/cli/help/help.ts",
  );
  const text = subject === undefined ? overview() : helpText(subject);
  return await showText(text, { subject, given });
}

async function showManPage(given: CommandLine): Promise<number> {
  const { manPage } = await load<typeof import("./help/man_page.ts")>(
    "src/cli/help/man_page.ts",
  );
  const text = manPage(await ownVersion());
  return await showText(text, { subject: "man", given });
}

async function showText(
  text: string,
  { subject, given: { switches } }: {
    readonly subject: SubcommandName | "man" | undefined;
    readonly given: CommandLine;
  },
): Promise<number> {
  if (switches.has("json")) {
    const { printHelp } = await load<typeof import("./help/help_object.ts")>(
      "src/cli/help/help_object.ts",
    );
    return await printHelp(text, subject);
  }
  return await printResult(text, EXIT.equal);
}

async function showVersion({ switches }: CommandLine): Promise<number> {
  const lockstep = await ownVersion();
  const commit = await ownCommit();
  if (switches.has("json")) {
    const { printObject } = await load<
      typeof import("./telling/print_object.ts")
    >(
      "src/cli/telling/print_object.ts",
    );
    const { deno } = Deno.version;
    const fields = { lockstep, commit, deno, system: Deno.build.target };
    return await printObject("version", { fields }, EXIT.equal);
  }
  const made = commit === null ? "" : ` (commit ${commit})`;
  return await printResult(`lockstep ${lockstep}${made}\n`, EXIT.equal);
}

/** What `help COMMAND` asks about; `undefined` for lockstep as a whole. */
function subjectOf(
  { positionals }: RawArguments,
): SubcommandName | undefined {
  const [name] = positionals;
  if (name === undefined) return undefined;
  const subject = findSubcommand(name);
  if (subject !== undefined) return subject;
  const nearest = nearestWord(name, SUBCOMMANDS.map(({ name }) => name));
  const hint = nearest === undefined
    ? '"lockstep --help" lists them'
    : `did you mean "lockstep help ${nearest}"?`;
  throw new UsageError(`there is no command "${name}": ${hint}`);
}
