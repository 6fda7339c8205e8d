import { assertEquals } from "./assert.ts";
import { type TestFolders, testFolders } from "./folders.ts";
import { type Command, makeCommand } from "./program_call.ts";
import { type Found, readIdentities, readTree, type Tree } from "./tree.ts";

/** A temporary folder with two trees and all that the program may write besides. */
export interface ProgramFolders extends TestFolders {
  /** The current folder of the program. */
  readonly cwd: string;
  /** What the program takes for `XDG_STATE_HOME`. */
  readonly state: string;
  /** The log, where the program is not told of another. */
  readonly log: string;
}

/** Makes the folders of a test that runs the program. */
export function programFolders(
  trees: { source?: Tree; replica?: Tree } = {},
): ProgramFolders {
  const folders = testFolders(trees);
  const [cwd, state] = [`${folders.top}/here`, `${folders.top}/state`];
  Deno.mkdirSync(cwd);
  Deno.mkdirSync(state);
  return { ...folders, cwd, state, log: `${cwd}/sync_log.txt` };
}

/** How the program is run; the folders of a test are such options. */
export interface ProgramOptions {
  /** @default a new folder that is removed afterwards */
  readonly cwd?: string;
  /** @default a new folder that is removed afterwards */
  readonly state?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Another way to call the program: the words before its own arguments. */
  readonly call?: readonly string[];
  /** A command that runs what comes as the last of its arguments. */
  readonly through?: readonly string[];
  /** As a user other than root, who owns nothing that `giveAway` has not given. */
  readonly unprivileged?: boolean;
  /** At a terminal, of which `type` is the keyboard and standard output the screen. */
  readonly terminal?: boolean;
}

/** What came of a run. */
export interface Finished {
  readonly code: number;
  readonly signal: Deno.Signal | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the program to its end. */
export async function runProgram(
  args: readonly string[],
  options: ProgramOptions = {},
): Promise<Finished> {
  await using program = startProgram(args, options);
  return await program.finished;
}

/** Runs one pass over the two trees of a test. */
export function runOnce(
  folders: ProgramFolders,
  args: readonly string[] = [],
  options: ProgramOptions = {},
): Promise<Finished> {
  const { source, replica } = folders;
  const all = [source, replica, "--once", ...args];
  return runProgram(all, { ...folders, ...options });
}

/** Starts the program. If it still runs at the end of the test, it is killed. */
export function startProgram(
  args: readonly string[],
  options: ProgramOptions = {},
): RunningProgram {
  return new RunningProgram(makeCommand(args, options));
}

/** After this time a run has hung, and is killed. */
const DEADLINE_MS = 90_000;

/** The program while it runs. */
export class RunningProgram implements AsyncDisposable {
  readonly pid: number;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly finished: Promise<Finished>;
  readonly #child: Deno.ChildProcess;
  #keyboard: WritableStreamDefaultWriter<Uint8Array> | undefined;
  #hasEnded = false;

  constructor(command: Command) {
    this.#child = command.toDeno().spawn();
    this.pid = this.#child.pid;
    this.stdout = new Output(this.#child.stdout);
    this.stderr = new Output(this.#child.stderr);
    this.finished = this.#finish(command);
  }

  /** Waits for the next line of the log on the console that matches, and returns it. */
  async waitForLine(pattern: RegExp): Promise<string> {
    return await this.stderr.waitFor(
      new RegExp(`^.*(?:${pattern.source}).*\n`, "m"),
    );
  }

  /** Types at the terminal. */
  async type(text: string): Promise<void> {
    this.#keyboard ??= this.#child.stdin.getWriter();
    await this.#keyboard.write(new TextEncoder().encode(text));
  }

  kill(signal: Deno.Signal): void {
    if (this.#hasEnded) return;
    try {
      this.#child.kill(signal);
    } catch (error) {
      // It has ended by itself, and nobody has been told yet.
      if (!(error instanceof TypeError)) throw error;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.kill("SIGKILL");
    await this.finished;
  }

  async #finish(command: Command): Promise<Finished> {
    using _command = command;
    const deadline = setTimeout(() => this.kill("SIGKILL"), DEADLINE_MS);
    const { code, signal } = await this.#child.status;
    this.#hasEnded = true;
    clearTimeout(deadline);
    await this.#keyboard?.abort();
    const texts = [this.stdout.all, this.stderr.all] as const;
    const [stdout, stderr] = await Promise.all(texts);
    return { code, signal, stdout, stderr };
  }
}

/** What a process prints, as it comes. */
class Output {
  /** Everything, once there will be no more. */
  readonly all: Promise<string>;
  #text = "";
  #searched = 0;
  #hasEnded = false;
  #news = Promise.withResolvers<void>();

  constructor(stream: ReadableStream<Uint8Array<ArrayBuffer>>) {
    this.all = this.#read(stream.pipeThrough(new TextDecoderStream()));
  }

  /** Waits for text that matches, after what was waited for before, and returns it. */
  async waitFor(pattern: RegExp): Promise<string> {
    for (;;) {
      const match = pattern.exec(this.#text.slice(this.#searched));
      if (match !== null) {
        this.#searched += match.index + match[0].length;
        return match[0];
      }
      if (this.#hasEnded) {
        throw new Error(`It ended without ${pattern}:\n${this.#text}`);
      }
      await this.#news.promise;
    }
  }

  async #read(stream: ReadableStream<string>): Promise<string> {
    for await (const text of stream) {
      this.#text += text;
      this.#tell();
    }
    this.#hasEnded = true;
    this.#tell();
    return this.#text;
  }

  #tell(): void {
    this.#news.resolve();
    this.#news = Promise.withResolvers();
  }
}
/** Asserts the exit status, and shows what the program said if it is another. */
export function assertCode({ code, stderr }: Finished, expected: number): void {
  assertEquals(code, expected, `The exit status is ${code}:\n${stderr}`);
}

/** Returns the lines of a log without their times. */
export function logLines(log: string): readonly string[] {
  return log.split("\n").filter((line) => line !== "")
    .map((line) => line.replace(/^\S+ \S+ /, ""));
}

/** Returns the lines of a log about single paths, without times and levels, sorted. */
export function actionLines(log: string): readonly string[] {
  return logLines(log)
    .map((line) => line.slice("INFO  ".length))
    .filter((line) => /^[a-z]+ "/.test(line))
    .sort();
}

/** Returns everything about a tree that a write anywhere in it would alter. */
export function snapshot(path: string): { contents: Found; identities: Found } {
  return { contents: readTree(path), identities: readIdentities(path) };
}
