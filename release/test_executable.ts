/*
 * `deno task test:executable` builds the executable and runs tests/command
 * against it. Where Deno cannot get the runtime that it builds into it, that is
 * said, and nothing has failed.
 */

/** What Deno says where it cannot download its runtime. */
const OFFLINE = /lookup address|error sending request|Download|dns error/i;

if (import.meta.main) Deno.exit(await main());

async function main(): Promise<number> {
  const built = await deno(["task", "compile"], "piped");
  const text = new TextDecoder().decode(built.stderr);
  if (!built.success) {
    await Deno.stderr.write(built.stderr);
    if (!OFFLINE.test(text)) return built.code;
    const why = "Deno cannot download its runtime here";
    await Deno.stdout.write(new TextEncoder().encode(`skipped: ${why}\n`));
    return 0;
  }
  const args = ["test", "-A", "--parallel", "tests/command"];
  return (await deno(args, "inherit")).code;
}

async function deno(
  args: readonly string[],
  stderr: "piped" | "inherit",
): Promise<
  { code: number; success: boolean; stderr: Uint8Array<ArrayBuffer> }
> {
  const output = await new Deno.Command(Deno.execPath(), {
    args: [...args],
    env: { LOCKSTEP_BIN: `${Deno.cwd()}/dist/lockstep` },
    stdout: "inherit",
    stderr,
  }).output();
  const { code, success } = output;
  return {
    code,
    success,
    stderr: stderr === "piped" ? output.stderr : new Uint8Array(),
  };
}
