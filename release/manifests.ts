import { parseArgs } from "@std/cli/parse-args";
import { homebrewFormula } from "./manifests/homebrew.ts";
import { scoopManifest } from "./manifests/scoop.ts";
import { wingetManifests } from "./manifests/winget.ts";
import { describeRelease, type Release } from "./release.ts";
import { ReleaseError, tellErrors } from "./release_error.ts";

/*
 * `deno run -A release/manifests.ts --version 0.1.0 --repository OWNER/NAME
 * --sums dist/SHA256SUMS --out dist/manifests` writes what Homebrew, Scoop and
 * winget want to know of a release, each in a folder of its own.
 */

const NEEDED = ["version", "repository", "sums", "out"] as const;

if (import.meta.main) {
  Deno.exit(await tellErrors(() => writeManifests(Deno.args)));
}

async function writeManifests(args: readonly string[]): Promise<void> {
  const { version, repository, sums, out } = parse(args);
  const release = describeRelease({
    version,
    repository,
    sums: await readSums(sums),
  });
  for (const [path, text] of manifestsOf(release)) {
    const folder = path.slice(0, path.lastIndexOf("/"));
    await Deno.mkdir(`${out}/${folder}`, { recursive: true });
    await Deno.writeTextFile(`${out}/${path}`, text);
  }
}

/** Returns the manifests of a release by their paths below the folder that they are written to. */
export function manifestsOf(release: Release): ReadonlyMap<string, string> {
  return new Map([
    ["homebrew/lockstep.rb", homebrewFormula(release)],
    ["scoop/lockstep.json", scoopManifest(release)],
    ...[...wingetManifests(release)].map(([name, text]): [string, string] => [
      `winget/${name}`,
      text,
    ]),
  ]);
}

function parse(
  args: readonly string[],
): Readonly<Record<typeof NEEDED[number], string>> {
  const given = parseArgs([...args], {
    string: [...NEEDED],
    unknown: (argument: string) => {
      throw new ReleaseError(`Unknown argument ${JSON.stringify(argument)}`);
    },
  });
  const missing = NEEDED.filter((name) => !given[name]);
  if (missing.length > 0) {
    const names = missing.map((name) => `--${name}`).join(", ");
    throw new ReleaseError(`A value is missing: ${names}`);
  }
  const { version = "", repository = "", sums = "", out = "" } = given;
  return { version, repository, sums, out };
}

async function readSums(path: string): Promise<string> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new ReleaseError(
      `There is no ${path}; \`deno task compile:all\` writes it`,
    );
  }
}
