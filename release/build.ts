import { formatBytes } from "../src/output/format.ts";
import type { Build, Built } from "./deno_compile.ts";
import { sumLine } from "./sums.ts";
import { fileName, type Target } from "./targets.ts";

/** What a build needs of the world. */
export interface Builder {
  readonly compile: (build: Build) => Promise<Built>;
  /** Prints a line. */
  readonly say: (line: string) => void;
}

/** One file for each system. */
export interface Release {
  readonly version: string;
  /** Where the files come to lie. */
  readonly folder: string;
  readonly targets: readonly Target[];
  /** The systems that the Deno at hand can build for. */
  readonly knownTriples: readonly string[];
}

/** What `deno task compile` builds. */
export const EXECUTABLE = `dist/lockstep${
  Deno.build.os === "windows" ? ".exe" : ""
}`;

/** The exit status where Deno's runtime is not to be had, as the program's own "not available". */
export const NO_RUNTIME = 4;

/** Builds one executable. Returns the exit status; what failed is said. */
export async function buildOne(
  build: Build,
  { compile, say }: Builder,
): Promise<number> {
  const { output, triple } = build;
  say(`Building ${output} with Deno ${Deno.version.deno}`);
  const built = await compile(build);
  switch (built.kind) {
    case "built": {
      const { size } = await Deno.stat(output);
      say(
        `Built ${output}: ${
          formatBytes(size)
        }, ${built.embedded} of it lockstep`,
      );
      return 0;
    }
    case "no runtime":
      say(
        `Cannot build for ${
          triple ?? "this system"
        }: Deno ${Deno.version.deno}` +
          ` cannot get its runtime (denort): ${built.why}. Build where` +
          ` https://dl.deno.land can be reached, or have DENORT_BIN name a` +
          ` denort for that system`,
      );
      return NO_RUNTIME;
    case "failed":
      say(built.text.trimEnd());
      say(`Cannot build for ${triple ?? "this system"}: see above`);
      return built.code;
  }
}

/**
 * Builds one executable for each system, and then SHA256SUMS, which is not
 * there unless all are. A system that the Deno at hand does not know is left
 * out. Returns the exit status.
 */
export async function buildAll(
  { version, folder, targets, knownTriples }: Release,
  builder: Builder,
): Promise<number> {
  const sumsFile = `${folder}/SHA256SUMS`;
  await removeOld(sumsFile);
  const sums: string[] = [];
  for (const target of targets) {
    const { triple } = target;
    if (!knownTriples.includes(triple)) {
      builder.say(
        `Left out ${triple}: Deno ${Deno.version.deno} cannot build for it`,
      );
      continue;
    }
    const output = `${folder}/${fileName(version, target)}`;
    const status = await buildOne({ output, triple }, builder);
    if (status !== 0) return status;
    sums.push(await sumLine(output));
  }
  await Deno.writeTextFile(sumsFile, sums.join(""));
  builder.say(`Wrote ${sumsFile}`);
  return 0;
}

async function removeOld(path: string): Promise<void> {
  try {
    await Deno.remove(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
