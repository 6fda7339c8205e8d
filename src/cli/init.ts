import { quote } from "../model/quote.ts";
import type { RawArguments } from "./arguments.ts";
import { configPath } from "./config/load_config.ts";
import { sampleConfig } from "./config/sample.ts";
import { EXIT } from "./exit_code.ts";
import { print } from "./print.ts";
import { UsageError } from "./usage_error.ts";
import { refuseMore } from "./values.ts";

/**
 * Writes a configuration file to begin with, never over one. Returns the exit
 * status.
 * @throws {UsageError} if there is something at its place
 */
export async function run(
  { positionals, values }: RawArguments,
): Promise<number> {
  refuseMore("init", positionals);
  const path = configPath(values.get("config"));
  try {
    await Deno.writeTextFile(path, sampleConfig(), { createNew: true });
  } catch (error) {
    if (error instanceof Deno.errors.AlreadyExists) {
      throw new UsageError(
        `${
          quote(path)
        } is there already and is left as it is: name another file with --config`,
      );
    }
    if (!(error instanceof Error)) throw error;
    await print(
      Deno.stderr,
      `lockstep: Cannot write ${quote(path)}: ${error.message}\n`,
    );
    return EXIT.failed;
  }
  const next = 'fill in a job, then run "lockstep run"';
  await print(Deno.stdout, `${quote(path)} is written: ${next}\n`);
  return EXIT.equal;
}
