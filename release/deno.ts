/** What came of a run of Deno. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  /** Where it also says how it goes on. */
  readonly stderr: string;
}

/** Runs the Deno that runs this to its end, and answers what it said, without colours. */
export async function runDeno(...args: readonly string[]): Promise<Ran> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [...args],
    env: { NO_COLOR: "1" },
  }).output();
  const [out = "", err = ""] = [stdout, stderr]
    .map((bytes) => new TextDecoder().decode(bytes));
  return { code, stdout: out, stderr: err };
}
