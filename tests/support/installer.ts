import { fileName, TARGETS } from "../../release/targets.ts";
import { assertEquals } from "./assert.ts";
import { notPosix } from "./conditions.ts";
import { exists } from "./files.ts";
import { testFolders } from "./folders.ts";
import { CHECKOUT } from "./program_call.ts";
import {
  type Answers,
  fakeExecutable,
  releaseOf,
  VERSION,
} from "./release_server.ts";
import { lacks, mustRun } from "./shell.ts";
import { giveAway, IS_ROOT, NOBODY } from "./tools.ts";

/** What the script uses everywhere, besides what downloads and what makes sums. */
const TOOLS = [
  ...["cat", "chmod", "getconf", "id", "ldd", "mkdir", "mktemp", "mv", "rm"],
  ...["sed", "sh", "sleep", "tail", "uname", "wc"],
];

/** What a test has different about the machine that it installs on. */
export interface MachineOptions {
  /** Programs besides those that are everywhere. @default {["curl", "sha256sum"]} */
  readonly tools?: readonly string[];
  /** Scripts that stand for programs, by their names. */
  readonly fakes?: Readonly<Record<string, string>>;
}

/** A machine to install on: a home, a temporary folder, and what is on its PATH. */
export interface Machine extends Disposable {
  readonly home: string;
  readonly temporary: string;
  /** The folder that the PATH consists of. */
  readonly bin: string;
  readonly script: string;
}

/** Returns why the script cannot be tried here, or `undefined` if it can. */
export function noInstaller(): string | undefined {
  return notPosix() ?? lacks("curl") ?? lacks("sha256sum") ?? lacks("getconf");
}

/** Returns what a release calls the file for this machine. */
export function thisFile(version = VERSION): string {
  const { target } = Deno.build;
  const found = TARGETS.find(({ triple }) => triple === target);
  if (found === undefined) throw new Error(`Nothing is built for ${target}`);
  return fileName(version, found);
}

/** Returns a release with a good file for this machine. */
export function goodRelease(): Answers {
  return releaseOf({ [thisFile()]: fakeExecutable() });
}

/** What came of the script. */
export interface Installed {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Makes a machine; its folders have a space in their names. */
export function testMachine(
  { tools = ["curl", "sha256sum"], fakes = {} }: MachineOptions = {},
): Machine {
  const folders = testFolders();
  const { top } = folders;
  const [home, temporary] = [`${top}/her home`, `${top}/a temporary folder`];
  const [bin, script] = [`${top}/all programs`, `${top}/install.sh`];
  for (const path of [home, temporary, bin]) Deno.mkdirSync(path);
  for (const name of [...TOOLS, ...tools]) {
    if (fakes[name] === undefined) link(name, bin);
  }
  for (const [name, text] of Object.entries(fakes)) {
    Deno.writeTextFileSync(`${bin}/${name}`, `#!/bin/sh\n${text}\n`, {
      mode: 0o755,
    });
  }
  Deno.copyFileSync(`${CHECKOUT}/release/install.sh`, script);
  Deno.chmodSync(top, 0o755);
  giveAway(home);
  giveAway(temporary);
  const end = (): void => folders[Symbol.dispose]();
  return { home, temporary, bin, script, [Symbol.dispose]: end };
}

/** busybox does as many programs as it has names. */
function link(name: string, bin: string): void {
  const path = mustRun("sh", "-c", 'command -v "$1"', "sh", name).trim();
  Deno.symlinkSync(Deno.realPathSync(path), `${bin}/${name}`);
}

/** How the script is run. */
export interface InstallOptions {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** @default {["/bin/sh"]} */
  readonly shell?: readonly string[];
  /** As root, where the test is. @default {false} */
  readonly asRoot?: boolean;
  /** @default that of the machine */
  readonly script?: string;
}

/** Starts the script on a machine, as a user who owns nothing but a home. */
export function startInstaller(
  machine: Machine,
  { args = [], env = {}, ...rest }: InstallOptions = {},
): Deno.ChildProcess {
  const { shell = ["/bin/sh"], asRoot = false } = rest;
  const [program = "", ...words] = shell;
  return new Deno.Command(program, {
    args: [...words, rest.script ?? machine.script, ...args],
    cwd: machine.home,
    clearEnv: true,
    env: {
      HOME: machine.home,
      TMPDIR: machine.temporary,
      PATH: machine.bin,
      ...env,
    },
    ...(IS_ROOT && !asRoot ? NOBODY : {}),
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

/** Runs the script on a machine to its end. */
export async function runInstaller(
  machine: Machine,
  options: InstallOptions = {},
): Promise<Installed> {
  const output = await startInstaller(machine, options).output();
  const decoder = new TextDecoder();
  return {
    code: output.code,
    out: decoder.decode(output.stdout),
    err: decoder.decode(output.stderr),
  };
}

/** Where the script installs unless it is told otherwise. */
export function placeOf({ home }: Machine): string {
  return `${home}/.local/bin/lockstep`;
}

/** Asserts that the script has left nothing but what is installed. */
export function assertClean(machine: Machine): void {
  assertEquals(namesIn(machine.temporary), []);
  const bin = `${machine.home}/.local/bin`;
  const names = exists(bin) ? namesIn(bin) : [];
  assertEquals(names.filter((name) => name !== "lockstep"), []);
}

/** Returns the names in a folder, in order. */
export function namesIn(folder: string): readonly string[] {
  return [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
}
