import { describeError } from "../model/reasons.ts";
import { type ByteStream, Console } from "../output/console.ts";
import { EXIT } from "./exit_code.ts";

/** Prints a text, and waits until it has gone out. */
export async function print(stream: ByteStream, text: string): Promise<void> {
  await printedBy(new Console(stream), text);
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
  await printedBy(console, text);
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
  await print(Deno.stderr, `lockstep: Cannot write the result: ${failure}\n`);
  const isFine = exitStatus === EXIT.equal || exitStatus === EXIT.todo;
  return isFine ? EXIT.failed : exitStatus;
}

async function printedBy(console: Console, text: string): Promise<void> {
  console.print(text);
  await console.flush();
}
