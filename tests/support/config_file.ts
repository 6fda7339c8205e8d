import { putFile } from "./files.ts";
import type { ProgramFolders } from "./program.ts";
import { HAS_ALL } from "./test_disk.ts";

/** A job of a test: its keys, as TOML has them. */
export type TestJob = Readonly<
  Record<string, string | number | boolean | readonly string[]>
>;

/**
 * Writes the configuration file that is read in the current folder of the
 * program. Without all permissions there is only one disk, which is asked for.
 */
export function writeConfig(
  { cwd }: Pick<ProgramFolders, "cwd">,
  jobs: readonly TestJob[],
  { top = "", defaults = {} }: { top?: string; defaults?: TestJob } = {},
): void {
  const all = HAS_ALL ? defaults : { disk: "portable", ...defaults };
  const tables = jobs.map((job) => `[[job]]\n${toToml(job)}`);
  const text = `${top}\n[defaults]\n${toToml(all)}\n${tables.join("\n")}`;
  putFile(`${cwd}/lockstep.toml`, text);
}

function toToml(table: TestJob): string {
  return Object.entries(table)
    .map(([key, value]) => `${key} = ${JSON.stringify(value)}\n`).join("");
}
