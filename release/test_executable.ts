import { buildOne, EXECUTABLE, NO_RUNTIME } from "./build.ts";
import { compile } from "./deno_compile.ts";

/*
 * `deno task test:executable` builds the executable and runs the tests of the
 * command and of the build against it. Where Deno cannot get the runtime that it builds into it, that is
 * said, and nothing has failed.
 */

if (import.meta.main) Deno.exit(await main());

async function main(): Promise<number> {
  const status = await buildOne({ output: EXECUTABLE }, { compile, say });
  if (status === NO_RUNTIME) {
    say("skipped: there is no runtime of Deno to build an executable with");
    return 0;
  }
  if (status !== 0) return status;
  return await testAgainst(`${Deno.cwd()}/${EXECUTABLE}`);
}

async function testAgainst(executable: string): Promise<number> {
  const { code } = await new Deno.Command(Deno.execPath(), {
    args: ["test", "-A", "--parallel", "tests/command", "tests/release"],
    env: { LOCKSTEP_BIN: executable },
    stdout: "inherit",
    stderr: "inherit",
  }).output();
  return code;
}

function say(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));
}
