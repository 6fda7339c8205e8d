import { BUNDLE, bundle, BUNDLED } from "./bundle.ts";
import {
  embeddedSize,
  knownTriples,
  whyNoRuntime,
  withoutStack,
} from "./compile_texts.ts";
import { runDeno } from "./deno.ts";

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
  }
  | {
    /** Deno has no runtime for this system, and cannot download it. */
    readonly kind: "no runtime";
    readonly why: string;
  }
  | { readonly kind: "failed"; readonly code: number; readonly text: string };

/**
 * Bundles the program and compiles the bundle with the Deno that runs this, and
 * all its permissions; docs/security.md says why all. No configuration is
 * read: Deno would embed every npm package of deno.lock, whole, though the
 * bundle has what it needs of them.
 *
 * Without the cache of compiled code the program would write one to the
 * temporary folder when it runs.
 */
export async function compile({ output, triple }: Build): Promise<Built> {
  try {
    await bundle({ folder: BUNDLE, commit: await readCommit() });
  } catch (error) {
    return { kind: "failed", code: 1, text: String(error) };
  }
  const [main, ...others] = BUNDLED;
  const compiled = await runDeno(
    "compile",
    "-A",
    "--no-code-cache",
    "--no-config",
    "--no-lock",
    ...(triple === undefined ? [] : ["--target", triple]),
    ...others.flatMap((name) => ["--include", `${BUNDLE}/${name}`]),
    "--output",
    output,
    `${BUNDLE}/${main}`,
  );
  if (compiled.code !== 0) return failed(compiled);
  return { kind: "built", embedded: embeddedSize(compiled.stderr) };
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
  return { kind: "failed", code, text: withoutStack(stderr) };
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
