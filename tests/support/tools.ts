/** Whether the tests run as root, and who the program runs as where it is not to. */
export const IS_ROOT: boolean = Deno.uid() === 0;
export const NOBODY = { uid: 1234, gid: 1234 } as const;

/** Gives a tree to the user of `unprivileged`. */
export function giveAway(path: string): void {
  const { uid, gid } = NOBODY;
  if (IS_ROOT) runTool("chown", ["-hR", `${uid}:${gid}`, path]);
}

/** Runs another program, and returns what it prints. */
export function runTool(program: string, args: readonly string[]): string {
  const command = new Deno.Command(program, { args: [...args] });
  const { success, stdout, stderr } = command.outputSync();
  const decoder = new TextDecoder();
  if (success) return decoder.decode(stdout);
  throw new Error(`${program} failed: ${decoder.decode(stderr)}`);
}

/** Tells whether another program is there and does that, for tests that cannot do without. */
export function toolWorks(program: string, args: readonly string[]): boolean {
  try {
    runTool(program, args);
    return true;
  } catch (error) {
    if (error instanceof Error) return false;
    throw error;
  }
}
