import { escapeControls } from "../model/quote.ts";
import {
  type CommandLine,
  type RawArguments,
  splitArguments,
} from "./arguments.ts";
import { EXIT } from "./exit_code.ts";
import { ownCommit, ownVersion } from "./own_version.ts";
import { print } from "./print.ts";
import type { ObjectParts } from "./print_object.ts";
import { findSubcommand, type SubcommandName } from "./subcommands.ts";
import { UsageError } from "./usage_error.ts";

/** What the module of a subcommand exports. */
export interface SubcommandModule {
  /**
   * Carries it out and returns the exit status.
   * @throws {UsageError} before anything is touched
   */
  readonly run: (given: RawArguments) => Promise<number>;
}

/**
 * Where each subcommand is.
 *
 * Perf: these are names, not imports, because Deno reads every module that an
 * `import("...")` names before it starts, needed or not: 8 ms of the 28 that
 * `--help` took. The compiled program has them by "compile" in deno.json.
 */
export const MODULES: Readonly<
  Record<Exclude<SubcommandName, "help">, string>
> = {
  sync: "./sync.ts",
  plan: "./plan.ts",
  verify: "./verify.ts",
  manifest: "./manifest.ts",
  versions: "./versions.ts",
  restore: "./restore.ts",
  explain: "./explain.ts",
  schedule: "./schedule.ts",
  run: "./run_jobs.ts",
  jobs: "./list_jobs.ts",
  init: "./init.ts",
  completions: "./completions.ts",
  doctor: "./doctor.ts",
};

/** Runs the program: takes its arguments, returns its exit status. */
export async function run(args: readonly string[]): Promise<number> {
  try {
    return await carryOut(splitArguments(args));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const lines = [`lockstep: ${error.message}`, ...error.details];
    const text = lines.map((line) => `${escapeControls(line)}\n`).join("");
    await print(Deno.stderr, text);
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
  const module: SubcommandModule = await import(MODULES[subcommand]);
  return await module.run(given);
}

async function showHelp(
  subject: SubcommandName | undefined,
  given: CommandLine,
): Promise<number> {
  const path = "./help.ts";
  const { helpText, overview }: typeof import("./help.ts") = await import(path);
  const text = subject === undefined ? overview() : helpText(subject);
  return await showText(text, { subject, given });
}

async function showManPage(given: CommandLine): Promise<number> {
  const path = "./man_page.ts";
  const { manPage }: { readonly manPage: (version: string) => string } =
    await import(path);
  const text = manPage(await ownVersion());
  return await showText(text, { subject: "man", given });
}

/** What the module that prints help as an object exports. */
interface HelpModule {
  readonly printHelp: (
    text: string,
    subject: SubcommandName | "man" | undefined,
  ) => Promise<number>;
}

async function showText(
  text: string,
  { subject, given: { switches } }: {
    readonly subject: SubcommandName | "man" | undefined;
    readonly given: CommandLine;
  },
): Promise<number> {
  if (switches.has("json")) {
    const path = "./help_object.ts";
    const { printHelp }: HelpModule = await import(path);
    return await printHelp(text, subject);
  }
  await print(Deno.stdout, text);
  return EXIT.equal;
}

/** What the module that prints objects exports. */
interface PrintingModule {
  readonly printObject: (
    command: string,
    parts: ObjectParts,
    exitStatus: number,
  ) => Promise<number>;
}

async function showVersion({ switches }: CommandLine): Promise<number> {
  const lockstep = await ownVersion();
  const commit = await ownCommit();
  if (switches.has("json")) {
    const own = "./print_object.ts";
    const { printObject }: PrintingModule = await import(own);
    const { deno } = Deno.version;
    const fields = { lockstep, commit, deno, system: Deno.build.target };
    return await printObject("version", { fields }, EXIT.equal);
  }
  const made = commit === null ? "" : ` (commit ${commit})`;
  await print(Deno.stdout, `lockstep ${lockstep}${made}\n`);
  return EXIT.equal;
}

/** What `help COMMAND` asks about; `undefined` for lockstep as a whole. */
function subjectOf(
  { positionals }: RawArguments,
): SubcommandName | undefined {
  const [name] = positionals;
  if (name === undefined) return undefined;
  const subject = findSubcommand(name);
  if (subject !== undefined) return subject;
  throw new UsageError(
    `there is no command "${name}": "lockstep --help" lists them`,
  );
}
