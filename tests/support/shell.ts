/** What came of a command. */
export interface Ran {
  readonly ok: boolean;
  readonly out: string;
  readonly err: string;
}

/** Runs a program to its end. */
export function runCommand(program: string, ...args: string[]): Ran {
  try {
    const { success, stdout, stderr } = new Deno.Command(program, {
      args,
      stdin: "null",
    }).outputSync();
    const decoder = new TextDecoder();
    return {
      ok: success,
      out: decoder.decode(stdout),
      err: decoder.decode(stderr),
    };
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    return { ok: false, out: "", err: `there is no ${program} here` };
  }
}

/** Runs a program to its end. @throws {Error} if it fails */
export function mustRun(program: string, ...args: string[]): string {
  const { ok, out, err } = runCommand(program, ...args);
  if (!ok) throw new Error(`${program} ${args.join(" ")}: ${err}`);
  return out;
}

/** Returns why a program cannot be used here, or `undefined` if it can. */
export function lacks(program: string): string | undefined {
  const { ok } = runCommand("sh", "-c", `command -v ${program}`);
  return ok ? undefined : `there is no ${program} here`;
}
