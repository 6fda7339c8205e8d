import manifest from "../deno.json" with { type: "json" };
import { buildAll, type Builder, buildOne, EXECUTABLE } from "./build.ts";
import { compile, readTriples } from "./deno_compile.ts";
import { TARGETS } from "./targets.ts";

/*
 * `deno task compile` builds dist/lockstep for this machine; `deno task
 * compile:all` builds one file for each system, and SHA256SUMS beside them.
 */

if (import.meta.main) Deno.exit(await main(Deno.args));

async function main(args: readonly string[]): Promise<number> {
  const builder: Builder = { compile, say };
  if (!args.includes("--all")) {
    return await buildOne({ output: EXECUTABLE }, builder);
  }
  const release = {
    version: manifest.version,
    folder: "dist",
    targets: TARGETS,
    knownTriples: await readTriples(),
  };
  return await buildAll(release, builder);
}

function say(line: string): void {
  Deno.stderr.writeSync(new TextEncoder().encode(`${line}\n`));
}
