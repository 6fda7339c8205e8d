import manifest from "../deno.json" with { type: "json" };
import {
  embeddedPackages,
  embeddedSize,
  knownTriples,
  whyNoRuntime,
} from "./compile_texts.ts";
import { runDeno } from "./deno.ts";
import { cachedPackages, isLoaded, unusedFiles } from "./npm_files.ts";

/** What is built. */
export interface Build {
  /** Where the executable is written. */
  readonly output: string;
  /** For which system, as Deno knows it; without it for this one. */
  readonly triple?: string;
}

/** What came of a build. */
export type Built =
  | {
    readonly kind: "built";
    /** How much of it is not Deno's runtime: `2.54 MiB`. */
    readonly embedded: string;
    /** The npm packages that are in it though nothing loads them: `ajv@8.20.0`. */
    readonly unused: readonly string[];
  }
  | {
    /** Deno has no runtime for this system, and cannot download it. */
    readonly kind: "no runtime";
    readonly why: string;
  }
  | { readonly kind: "failed"; readonly code: number; readonly text: string };

/** What src/cli/own_version.ts reads, if the program was compiled. */
const BUILD_FILE = "dist/build.json";

/**
 * Compiles the program with the Deno that runs this, and all its permissions;
 * docs/security.md says why all.
 *
 * Without the cache of compiled code the program would write one to the
 * temporary folder when it runs. Types are not checked, `deno task check` does
 * that: compiling, Deno 2.6 takes the worker's file for a window's. Before 2.7.10
 * it does not read what deno.json includes.
 */
export async function compile({ output, triple }: Build): Promise<Built> {
  await Deno.mkdir("dist", { recursive: true });
  const build = JSON.stringify({ commit: await readCommit() });
  await Deno.writeTextFile(BUILD_FILE, `${build}\n`);
  const modules = manifest.compile.include;
  const cached = await runDeno("cache", "-q", "main.ts", ...modules);
  if (cached.code !== 0) return failed(cached);
  const unused = cachedPackages(await npmCache()).flatMap(unusedFiles);
  const compiled = await runDeno(
    "compile",
    "-A",
    "--no-code-cache",
    "--no-check",
    ...(triple === undefined ? [] : ["--target", triple]),
    ...[...modules, BUILD_FILE].flatMap((path) => ["--include", path]),
    ...unused.flatMap((path) => ["--exclude", path]),
    "--output",
    output,
    "main.ts",
  );
  if (compiled.code !== 0) return failed(compiled);
  const listing = compiled.stderr;
  return {
    kind: "built",
    embedded: embeddedSize(listing),
    unused: embeddedPackages(listing).filter((id) => !isLoaded(id)),
  };
}

/** Returns the systems that this Deno can build for. */
export async function readTriples(): Promise<readonly string[]> {
  return knownTriples((await runDeno("compile", "--help")).stdout);
}

function failed(
  { code, stderr }: { readonly code: number; readonly stderr: string },
): Built {
  const why = whyNoRuntime(stderr);
  if (why !== undefined) return { kind: "no runtime", why };
  return { kind: "failed", code, text: stderr };
}

async function npmCache(): Promise<string> {
  const info = JSON.parse((await runDeno("info", "--json")).stdout);
  return info.npmCache;
}

/** Returns the commit of the checkout, with a plus if it has changes; `null` where there is no git. */
async function readCommit(): Promise<string | null> {
  try {
    const commit = await git("rev-parse", "--short=12", "HEAD");
    const changes = await git("status", "--porcelain", "--untracked-files=no");
    return commit === "" ? null : `${commit}${changes === "" ? "" : "+"}`;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

async function git(...args: readonly string[]): Promise<string> {
  const { success, stdout } = await new Deno.Command("git", {
    args: [...args],
    stderr: "null",
  }).output();
  return success ? new TextDecoder().decode(stdout).trim() : "";
}
