/** What is built. */
export interface Build {
  /** Where the executable is written. */
  readonly output: string;
  /** For which system, as Deno knows it; without it for this one. */
  readonly target?: string;
}

/** What src/cli/build.ts reads, if the program was compiled. */
const BUILD_FILE = "dist/build.json";

/**
 * Compiles the program with the Deno that runs this, and all its permissions;
 * docs/security.md says why all. Returns Deno's exit status.
 *
 * Without the cache of compiled code the program would write one to the
 * temporary folder when it runs.
 */
export async function compile({ output, target }: Build): Promise<number> {
  await Deno.mkdir("dist", { recursive: true });
  await Deno.writeTextFile(
    BUILD_FILE,
    `${JSON.stringify({ commit: await readCommit() })}\n`,
  );
  const { code } = await new Deno.Command(Deno.execPath(), {
    args: [
      "compile",
      "-A",
      "--no-code-cache",
      ...(target === undefined ? [] : ["--target", target]),
      "--include",
      BUILD_FILE,
      "--output",
      output,
      "main.ts",
    ],
    stdout: "inherit",
    stderr: "inherit",
  }).output();
  return code;
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
