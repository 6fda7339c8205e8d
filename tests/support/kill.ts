import { type ProgramFolders, startProgram } from "./program.ts";

/** Runs a pass, and kills it after that many changes of names in the replica's folder. */
export async function killAfter(
  changes: number,
  folders: ProgramFolders,
): Promise<void> {
  const { source, replica } = folders;
  const watcher = Deno.watchFs(replica);
  const args = [source, replica, "--once", "--yes"];
  await using program = startProgram(args, folders);
  let seen = 0;
  program.finished.then(() => watcher.close());
  for await (const { kind } of watcher) {
    if (kind !== "access" && ++seen >= changes) break;
  }
  program.kill("SIGKILL");
  await program.finished;
}
