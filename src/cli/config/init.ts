import { describeError } from "../../model/outcome/reasons.ts";
import { quote } from "../../model/paths/quote.ts";
import type { RawArguments } from "../arguments/arguments.ts";
import { refuseNames } from "../arguments/values.ts";
import { EXIT } from "../exit_code.ts";
import { complain, printResult } from "../telling/print.ts";
import { printObject } from "../telling/print_object.ts";
import { UsageError } from "../usage_error.ts";
import { configPath } from "./load_config.ts";
import { sampleConfig } from "./sample.ts";

/**
 * Writes a configuration file to begin with, never over one. Returns the exit
 * status.
 * @throws {UsageError} if there is something at its place
 */
export async function run(
  { positionals, switches, values }: RawArguments,
): Promise<number> {
  refuseNames("init", positionals);
  const config = configPath(values.get("config"));
  const reason = await write(config);
  const status = reason === undefined ? EXIT.equal : EXIT.failed;
  if (reason !== undefined) {
    await complain(reason);
  }
  if (switches.has("json")) {
    const result = reason === undefined ? "done" : "failed";
    return await printObject("init", {
      fields: { config, result, reason },
    }, status);
  }
  if (reason !== undefined) return status;
  const next = 'fill in a job, then run "lockstep run"';
  return await printResult(`${quote(config)} is written: ${next}\n`, status);
}

/** Returns why it could not be written, if so. */
async function write(path: string): Promise<string | undefined> {
  try {
    await Deno.writeTextFile(path, sampleConfig(), { createNew: true });
    return undefined;
  } catch (error) {
    if (error instanceof Deno.errors.AlreadyExists) {
      throw new UsageError(
        `${
          quote(path)
        } is there already and is left as it is: name another file with --config`,
      );
    }
    if (!(error instanceof Error)) throw error;
    return `Cannot write ${quote(path)}: ${describeError(error)}`;
  }
}
