import { fileURLToPath } from "node:url";
import type { DiskChoice } from "../src/model/settings.ts";
import type { Invocation } from "./measure.ts";
import { removeAll } from "./trees.ts";

/** The programs that are compared; "floor" is `bench/floor.ts`, which is none that anybody could use. */
export type Tool = "lockstep" | "rsync" | "cp" | "rclone" | "floor";

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
  /** What the floor has to do. */
  readonly floor?: FloorWork | undefined;
}

/** The work of `bench/floor.ts` by the calls of each disk, where it does any of the kind. */
export type FloorWork = Readonly<
  Partial<Record<"native" | "portable", string>>
>;

const FLOOR = fileURLToPath(new URL("floor.ts", import.meta.url));

/** Returns the disk whose calls are made: by default that which Linux has. */
export function diskMeant({ disk }: LockstepOptions): "native" | "portable" {
  if (disk !== "auto") return disk;
  return Deno.build.os === "linux" ? "native" : "portable";
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
  { source, replica, checksum = false, floor }: ToolCall,
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
    case "floor": {
      const work = floor?.[diskMeant(options)] ?? "";
      const args = ["run", "-A", FLOOR, work, source, replica];
      return { command: Deno.execPath(), args };
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
  if (tool === "floor") return `deno ${Deno.version.deno}`;
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
