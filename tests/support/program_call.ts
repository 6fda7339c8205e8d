import { removeAll } from "./folders.ts";
import type { ProgramOptions } from "./program.ts";
import { HAS_ALL, LEAST_PERMISSIONS } from "./test_disk.ts";
import { giveAway, IS_ROOT, NOBODY, runTool } from "./tools.ts";

/** The checkout that is tested. */
export const CHECKOUT = Deno.realPathSync(`${import.meta.dirname}/../..`);

/** The module of the checkout that Deno runs: main.ts, or that of the bundle. */
const MAIN = Deno.env.get("LOCKSTEP_MAIN") ?? "main.ts";

/** What is tested instead of the checkout: a compiled program. */
export const BINARY = Deno.env.get("LOCKSTEP_BIN");

/** The Deno that the program runs on. */
export const RUNTIME: string = BINARY === undefined
  ? Deno.version.deno
  : JSON.parse(runTool(BINARY, ["--version", "--json"])).deno;

/** Returns why the program's Deno lacks something that came with Deno 2.7, or `undefined` where it does not. */
export function noDeno27(what: string): string | undefined {
  return /^2\.[0-6]\./.test(RUNTIME) ? `Deno ${RUNTIME} ${what}` : undefined;
}

/** Returns why the program's Deno lacks something that came with Deno 2.9, or `undefined` where it does not. */
export function noDeno29(what: string): string | undefined {
  return /^2\.[0-8]\./.test(RUNTIME) ? `Deno ${RUNTIME} ${what}` : undefined;
}

/** Returns why the program may not read /proc, or `undefined` where it may. */
export function noProc(): string | undefined {
  return HAS_ALL
    ? undefined
    : "without all permissions Deno keeps /proc closed";
}

/** The program with its arguments, in folders of its own. */
export interface Command extends Disposable {
  readonly toDeno: () => Deno.Command;
}

/** Returns how the program is run. */
export function makeCommand(
  args: readonly string[],
  { through = [], unprivileged = false, terminal = false, ...rest }:
    ProgramOptions,
): Command {
  const temporary = Deno.makeTempDirSync({ prefix: "lockstep-run-" });
  if (unprivileged) giveAway(temporary);
  const call = rest.call !== undefined
    ? { words: rest.call, env: {} }
    : unprivileged
    ? callForAll()
    : callHere();
  const asked = rest.call === undefined ? withDisk(args) : args;
  const line = [...through, ...call.words, ...asked];
  const [program = "", ...words] = terminal ? atTerminal(line) : line;
  const { INIT_CWD: _, FORCE_COLOR: __, ...env } = Deno.env.toObject();
  const { cwd = temporary, state: XDG_STATE_HOME = temporary } = rest;
  const own = { XDG_STATE_HOME, NO_COLOR: "1", TZ: "UTC", ...rest.env };
  const toDeno = (): Deno.Command =>
    new Deno.Command(program, {
      args: words,
      cwd,
      clearEnv: true,
      env: { ...env, ...call.env, ...own },
      ...(unprivileged && IS_ROOT ? NOBODY : {}),
      stdin: terminal ? "piped" : "null",
      stdout: "piped",
      stderr: "piped",
    });
  return { toDeno, [Symbol.dispose]: () => removeAll(temporary) };
}

/** Without all permissions there is only one disk; asked for it, the program says nothing of the other. */
function withDisk(args: readonly string[]): readonly string[] {
  const isSaid = args.some((word) => word.startsWith("--disk"));
  const isPass = !WITHOUT_DISK.has(args[0] ?? "") &&
    args.some((word) => word.includes("/"));
  return HAS_ALL || isSaid || !isPass ? args : [...args, "--disk", "portable"];
}

/** Subcommands for which `--disk` stands in `lockstep.toml`, if anywhere. */
const WITHOUT_DISK = new Set(["init", "jobs", "run"]);

/** script(1) gives a command a terminal of its own, and passes on its exit status. */
function atTerminal(line: readonly string[]): readonly string[] {
  const quoted = line.map((word) => `'${word.replaceAll("'", `'\\''`)}'`);
  return ["script", "-qefc", `exec ${quoted.join(" ")}`, "/dev/null"];
}

/** What is called before the program's own arguments, and in which environment. */
export interface Call {
  readonly words: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** The words before the arguments of the program that is tested. */
export function programWords(): readonly string[] {
  return callHere().words;
}

function callHere(): Call {
  if (BINARY !== undefined) return { words: [BINARY], env: {} };
  return { words: callDeno(Deno.execPath(), CHECKOUT), env: {} };
}

function callDeno(deno: string, checkout: string): readonly string[] {
  const permissions = HAS_ALL ? ["-A"] : ["--no-prompt", ...LEAST_PERMISSIONS];
  return [deno, "run", ...permissions, `${checkout}/${MAIN}`];
}

let openCall: Call | undefined;

/**
 * Returns what every user may call, wherever his home is. What root's home often
 * keeps from others is copied to where they may look.
 */
export function callForAll(): Call {
  if (!IS_ROOT) {
    const { words, env } = callHere();
    if (BINARY !== undefined) return { words, env };
    return { words, env: { ...env, DENO_DIR: denoFolder() } };
  }
  if (openCall !== undefined) return openCall;
  const top = Deno.makeTempDirSync({ prefix: "lockstep-open-" });
  globalThis.addEventListener("unload", () => removeAll(top));
  Deno.chmodSync(top, 0o755);
  runTool("cp", ["-R", BINARY ?? Deno.execPath(), `${top}/program`]);
  if (BINARY !== undefined) {
    return openCall = { words: [`${top}/program`], env: { HOME: top } };
  }
  Deno.mkdirSync(`${top}/cache`);
  runTool("cp", ["-R", `${denoFolder()}/npm`, `${top}/cache`]);
  copyCheckout(`${top}/lockstep`);
  giveAway(top);
  const words = callDeno(`${top}/program`, `${top}/lockstep`);
  return openCall = { words, env: { HOME: top, DENO_DIR: `${top}/cache` } };
}

/** Returns where Deno keeps the packages that it has. */
export function denoFolder(): string {
  const info = runTool(Deno.execPath(), ["info", "--json"]);
  return (JSON.parse(info) as { readonly denoDir: string }).denoDir;
}

/** Makes a folder with all of the checkout that the program needs. */
export function copyCheckout(to: string): void {
  Deno.mkdirSync(to);
  const parts = ["main.ts", "deno.json", "deno.lock", "src"];
  if (MAIN !== "main.ts") parts.push(MAIN.slice(0, MAIN.indexOf("/")));
  runTool("cp", ["-R", ...parts.map((name) => `${CHECKOUT}/${name}`), to]);
}
