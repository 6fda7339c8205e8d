import { compile } from "./deno_compile.ts";
import { fileName, TARGETS } from "./targets.ts";
import { sumLine } from "./sums.ts";
import manifest from "../deno.json" with { type: "json" };

/*
 * `deno task compile` builds dist/lockstep for this machine; `deno task
 * compile:all` builds one file for each system, and SHA256SUMS beside them.
 */

if (import.meta.main) Deno.exit(await main(Deno.args));

async function main(args: readonly string[]): Promise<number> {
  const isAll = args.includes("--all");
  if (!isAll) return await compile({ output: "dist/lockstep" });
  const sums: string[] = [];
  for (const target of TARGETS) {
    const name = fileName(manifest.version, target);
    const status = await compile({
      output: `dist/${name}`,
      target: target.triple,
    });
    if (status !== 0) return status;
    sums.push(await sumLine(`dist/${name}`));
  }
  await Deno.writeTextFile("dist/SHA256SUMS", sums.join(""));
  return 0;
}
