import { whyNoRuntime } from "../release/compile_texts.ts";
import type { Invocation } from "./measure.ts";
import { isModule, type LockstepOptions } from "./tools.ts";

/**
 * Makes an empty program in a folder, and returns how it is started: as
 * lockstep is, by Deno or as an executable of its own.
 * @throws {Error} if this Deno cannot compile it
 */
export function emptyProgram(
  dir: string,
  { program }: LockstepOptions,
): Invocation {
  const module = `${dir}/empty.ts`;
  Deno.writeTextFileSync(module, "");
  if (isModule(program)) {
    return { command: Deno.execPath(), args: ["run", "-A", module] };
  }
  const command = `${dir}/empty`;
  const flags = ["-A", "--no-code-cache", "--no-config", "--output", command];
  const { success, stderr } = new Deno.Command(Deno.execPath(), {
    args: ["compile", ...flags, module],
    env: { NO_COLOR: "1" },
  }).outputSync();
  if (success) return { command, args: [] };
  const text = new TextDecoder().decode(stderr);
  throw new Error(
    `Cannot compile an empty program to compare with: ${
      whyNoRuntime(text) ?? text
    }`,
  );
}
