import { assertEquals } from "../support/assert.ts";
import {
  type Finished,
  type ProgramFolders,
  programFolders,
  type RunningProgram,
  startProgram,
} from "../support/program.ts";
import { toolWorks } from "../support/tools.ts";

/** script(1) of util-linux makes terminals; other systems have another script. */
export const noTerminal = toolWorks("script", ["-qefc", "exit 0", "/dev/null"])
  ? undefined
  : "there is no script(1) of util-linux here";

/** The question about a plan that looks like an accident. */
export const QUESTION = /This looks like an accident: .*\r\n.*\? \[y\/N\] /;
/** The question about a missing source. */
export const SOURCE_QUESTION =
  /The source ".*" does not exist\. Make it\? \[y\/N\] /;
/** What every question ends with. */
export const ANY_QUESTION = /\[y\/N\]/;

/** Folders between which a pass looks like an accident. */
export function accident(): ProgramFolders {
  return programFolders({ source: {}, replica: { "a.txt": "a", b: {} } });
}

/** Starts the program at a terminal, which is its standard output. */
export function startAtTerminal(
  { source, replica, ...folders }: ProgramFolders,
  args: readonly string[] = ["--once"],
): RunningProgram {
  return startProgram([source, replica, ...args], {
    ...folders,
    terminal: true,
  });
}

/** Runs to the question, and types an answer. */
export async function answer(
  folders: ProgramFolders,
  text: string,
  question = QUESTION,
): Promise<Finished> {
  await using program = startAtTerminal(folders);
  await program.stdout.waitFor(question);
  await program.type(text);
  return await program.finished;
}

/** Asserts the exit status, and shows the screen if it is another. */
export function assertStatus(
  { code, stdout }: Finished,
  expected: number,
): void {
  assertEquals(code, expected, stdout);
}
