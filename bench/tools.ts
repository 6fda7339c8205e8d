import type { DiskChoice } from "../src/model/settings.ts";
import type { Invocation } from "./measure.ts";
import { removeAll } from "./trees.ts";

/** The programs that are compared. */
export type Tool = "lockstep" | "rsync" | "cp" | "rclone";

/** How lockstep is started. */
export interface LockstepOptions {
  /** What is measured: an executable, or a module that Deno runs. */
  readonly program: string;
  /** Permission flags for a module. @default {["-A"]} */
  readonly permissions?: readonly string[];
  readonly disk: DiskChoice;
}

/** What one tool is asked to do. */
export interface ToolCall {
  readonly source: string;
  readonly replica: string;
  /** Compare contents. */
  readonly checksum?: boolean;
}

/** Returns where lockstep remembers its passes while a scenario runs, as `XDG_STATE_HOME` names it. */
export function stateHome(dir: string): string {
  return `${dir}/state`;
}

/**
 * Has lockstep forget its earlier passes: what the benchmark has changed in the
 * replica stands for what changed in the source, and is no drift.
 */
export function forgetPasses(dir: string): void {
  removeAll(stateHome(dir));
}

/** Returns how lockstep is started with some arguments. */
export function lockstep(
  args: readonly string[],
  { program, permissions = ["-A"] }: LockstepOptions,
): Invocation {
  if (!isModule(program)) return { command: program, args };
  return {
    command: Deno.execPath(),
    args: ["run", ...permissions, program, ...args],
  };
}

/** Tells a module, which Deno runs, from an executable. */
export function isModule(program: string): boolean {
  return /\.[jt]s$/.test(program);
}

/** Returns how a tool makes a replica equal to a source, everything on that its users have on. */
export function mirrorWith(
  tool: Tool,
  { source, replica, checksum = false }: ToolCall,
  options: LockstepOptions,
): Invocation {
  switch (tool) {
    case "lockstep": {
      const args = [
        source,
        replica,
        "--once",
        "--max-delete",
        "100%",
        "--log",
        `${replica}.log`,
        "--disk",
        options.disk,
      ];
      return lockstep(checksum ? [...args, "--checksum"] : args, options);
    }
    case "rsync": {
      const flags = checksum ? ["-a", "-c", "--delete"] : ["-a", "--delete"];
      return {
        command: "rsync",
        args: [...flags, `${source}/`, `${replica}/`],
      };
    }
    case "cp":
      return { command: "cp", args: ["-a", source, replica] };
    case "rclone": {
      const flags = ["--config", "", "--create-empty-src-dirs", "--links"];
      return {
        command: "rclone",
        args: [
          "sync",
          source,
          replica,
          ...flags,
          ...(checksum ? ["--checksum"] : []),
        ],
      };
    }
  }
}

/** Returns the version of a tool, in its own words, or `undefined` if it is not installed. */
export async function versionOf(
  tool: Tool,
  options: LockstepOptions,
): Promise<string | undefined> {
  const { command, args } = tool === "lockstep"
    ? lockstep(["--version"], options)
    : { command: tool, args: [tool === "rclone" ? "version" : "--version"] };
  try {
    const { stdout } = await new Deno.Command(command, { args: [...args] })
      .output();
    return new TextDecoder().decode(stdout).split("\n", 1)[0];
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
