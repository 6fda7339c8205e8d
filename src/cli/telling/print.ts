import { describeError } from "../../model/outcome/reasons.ts";
import { escapeControls } from "../../model/paths/quote.ts";
import { Console } from "../../output/console.ts";
import { unwrittenExit } from "../exit_code.ts";

/** Says on standard error what is wrong, with a line for each detail of it. */
export async function complain(
  message: string,
  details: readonly string[] = [],
): Promise<void> {
  const console = new Console(Deno.stderr);
  for (const line of [`lockstep: ${message}`, ...details]) {
    console.print(`${escapeControls(line)}\n`);
  }
  await console.flush();
}

/**
 * Prints the result of a command on standard output. Returns the exit status,
 * which is another if that fails; that a reader has seen enough is no failure.
 */
export async function printResult(
  text: string,
  exitStatus: number,
): Promise<number> {
  const console = new Console(Deno.stdout);
  console.print(text);
  await console.flush();
  const { failure } = console;
  return failure === undefined || failure instanceof Deno.errors.BrokenPipe
    ? exitStatus
    : await tellUnwritten(describeError(failure), exitStatus);
}

/** Says why a result could not be written. Returns the exit status then. */
export async function tellUnwritten(
  failure: string,
  exitStatus: number,
): Promise<number> {
  await complain(`Cannot write the result: ${failure}`);
  return unwrittenExit(exitStatus);
}
