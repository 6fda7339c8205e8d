import { load } from "../../loading/load.ts";
import type { RawArguments } from "../arguments/arguments.ts";
import { EXIT } from "../exit_code.ts";
import { printResult } from "../telling/print.ts";
import { printObject } from "../telling/print_object.ts";
import { UsageError } from "../usage_error.ts";
import { SCRIPTS } from "./scripts.ts";
import { SHELLS } from "./shells.ts";
import { suggest } from "./suggest.ts";

/**
 * Prints what a shell reads to complete command lines of lockstep or, for that,
 * what may be typed next. Returns the exit status.
 * @throws {UsageError} if no shell is named that has completions
 */
export async function run(
  { positionals, switches }: RawArguments,
): Promise<number> {
  const [name, ...rest] = positionals;
  if (name === "suggest") {
    return await printResult(await suggestions(rest), EXIT.equal);
  }
  const shell = SHELLS.find((shell) => shell === name);
  if (shell === undefined || rest.length > 0) {
    throw new UsageError(
      `one shell is needed, one of ${
        SHELLS.join(", ")
      }: lockstep completions bash`,
    );
  }
  const script = SCRIPTS[shell];
  if (switches.has("json")) {
    const fields = { shell, script };
    return await printObject("completions", { fields }, EXIT.equal);
  }
  return await printResult(script, EXIT.equal);
}

/** Answers a script: the word at the cursor comes first, after a "=". */
async function suggestions(
  [current = "=", ...before]: readonly string[],
): Promise<string> {
  const { add, words } = await suggest(current.slice(1), {
    before,
    names: { jobs: jobNames, below: pathsBelow },
  });
  return [add, ...words.map((row) => row.join("\t"))]
    .map((line) => `${line}\n`).join("");
}

/** What lies below a folder, one level at a time; nothing where it cannot be listed. */
async function pathsBelow(
  folder: string,
  word: string,
): Promise<readonly string[]> {
  const above = word.slice(0, word.lastIndexOf("/") + 1);
  const root = folder.replace(/^~(?=\/|$)/, Deno.env.get("HOME") ?? "~");
  const paths: string[] = [];
  try {
    for await (
      const { name, isDirectory } of Deno.readDir(`${root}/${above}`)
    ) {
      const path = `${above}${name}${isDirectory ? "/" : ""}`;
      // The answer is made of lines and tabs.
      if (path.startsWith(word) && !/\p{Cc}/u.test(path)) paths.push(path);
    }
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return [];
  }
  return paths.toSorted();
}

/** The names of the jobs of a configuration file; none where it cannot be read. */
async function jobNames(
  config: string | undefined,
): Promise<readonly string[]> {
  const { configPath, loadConfig } = await load<
    typeof import("../config/load_config.ts")
  >("src/cli/config/load_config.ts");
  try {
    const { jobs } = await loadConfig(configPath(config), {
      mustStay: true,
    });
    return jobs.map(({ name }) => name);
  } catch (error) {
    if (error instanceof UsageError) return [];
    throw error;
  }
}
