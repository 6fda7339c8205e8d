import { assertEquals } from "./assert.ts";
import { type JsonObject, parseObject } from "./json_objects.ts";
import { type Finished, type ProgramFolders, runProgram } from "./program.ts";

/** Runs a command with --json, and returns its object, which has the exit status. */
export async function runJson(
  folders: ProgramFolders,
  args: readonly string[],
): Promise<Finished & { readonly object: JsonObject }> {
  const finished = await runProgram([...args, "--json"], folders);
  const object = parseObject(finished.stdout);
  assertEquals(object.exitStatus, finished.code, finished.stderr);
  return { ...finished, object };
}
