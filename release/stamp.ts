import { parseArgs } from "@std/cli/parse-args";
import { ownerOf } from "./release.ts";
import { tellErrors } from "./release_error.ts";

/*
 * `deno run -A release/stamp.ts --repository OWNER/NAME --out dist` writes
 * install.sh and install.ps1 as they are attached to a release of that
 * repository.
 */

/** Scripts to stamp, and the mode that they are written with. */
const SCRIPTS = [
  { name: "install.sh", mode: 0o755 },
  { name: "install.ps1", mode: 0o644 },
];

const MARK = '"@REPOSITORY@"';

if (import.meta.main) Deno.exit(await tellErrors(() => main(Deno.args)));

async function main(args: readonly string[]): Promise<void> {
  const { repository = "", out = "dist" } = parseArgs([...args], {
    string: ["repository", "out"],
  });
  ownerOf(repository);
  await Deno.mkdir(out, { recursive: true });
  for (const { name, mode } of SCRIPTS) {
    const text = await Deno.readTextFile(`${import.meta.dirname}/${name}`);
    await Deno.writeTextFile(`${out}/${name}`, stamp(text, repository));
    if (Deno.build.os !== "windows") await Deno.chmod(`${out}/${name}`, mode);
  }
}

/**
 * Returns a script that takes the releases of a repository.
 *
 * @throws {Error} if it does not have exactly one place for it
 */
export function stamp(script: string, repository: string): string {
  const [before, after, ...more] = script.split(MARK);
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Error(`A script must have ${MARK} once`);
  }
  return `${before}"${repository}"${after}`;
}
