import { parseArgs } from "@std/cli/parse-args";

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

if (import.meta.main) Deno.exit(await main(Deno.args));

async function main(args: readonly string[]): Promise<number> {
  const { repository, out = "dist" } = parseArgs([...args], {
    string: ["repository", "out"],
  });
  if (repository === undefined || !isRepository(repository)) {
    const found = repository === undefined ? "nothing" : `"${repository}"`;
    const line =
      `Cannot stamp the installers with ${found}: --repository must be OWNER/NAME, as GitHub has it\n`;
    await Deno.stderr.write(new TextEncoder().encode(line));
    return 2;
  }
  await Deno.mkdir(out, { recursive: true });
  for (const { name, mode } of SCRIPTS) {
    const text = await Deno.readTextFile(`${import.meta.dirname}/${name}`);
    await Deno.writeTextFile(`${out}/${name}`, stamp(text, repository));
    if (Deno.build.os !== "windows") await Deno.chmod(`${out}/${name}`, mode);
  }
  return 0;
}

/** Tells whether GitHub could have a repository of that name; such a name is harmless in a script. */
export function isRepository(text: string): boolean {
  return /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})\/(?!\.{1,2}$)[\w.-]{1,100}$/
    .test(text);
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
