import type { TestFolders } from "./folders.ts";
import { giveAway, IS_ROOT, NOBODY } from "./tools.ts";

/** A command of a document, and what it is said to print. */
export interface Walked {
  readonly command: string;
  readonly output: string;
}

/** Returns the commands of a document's blocks of "console", in their order. */
export function commandsOf(document: string): readonly Walked[] {
  return [...document.matchAll(/^```console\n(.*?)^```$/gms)]
    .flatMap(([, block = ""]) => block.split(/^\$ /m).slice(1))
    .map((text) => {
      const end = text.indexOf("\n");
      return { command: text.slice(0, end), output: text.slice(end + 1) };
    });
}

/** What came of a command. */
export interface Step extends Walked {
  readonly status: number;
}

/** How commands are run. */
export interface WalkOptions {
  readonly env: Readonly<Record<string, string>>;
  /** What starts a shell that runs a script; without it this is the user's own shell. */
  readonly through?: readonly string[];
}

const MARK = "@@@ what the next command prints @@@";
const STATUS = "@@@ exit status";

/** Runs commands in one shell, one after another, as a user whose home is the folder `home` of the test. */
export async function walk(
  { top }: TestFolders,
  commands: readonly string[],
  { env, through = [] }: WalkOptions,
): Promise<readonly Step[]> {
  const script = `${top}/walk.sh`;
  const lines = commands.flatMap((command) => [
    `echo "${MARK}"`,
    command,
    `echo "${STATUS} $?"`,
  ]);
  await Deno.writeTextFile(script, ["exec 2>&1", ...lines, ""].join("\n"));
  giveAway(`${top}/home`);
  const [program = "", ...args] = [...through, "bash", script];
  const isOwn = through.length === 0 && IS_ROOT;
  const { stdout, stderr } = await new Deno.Command(program, {
    args,
    cwd: `${top}/home`,
    clearEnv: true,
    env: { HOME: `${top}/home`, ...env },
    ...(isOwn ? NOBODY : {}),
    stdin: "null",
  }).output();
  const decoder = new TextDecoder();
  const steps = decoder.decode(stdout).split(`${MARK}\n`).slice(1)
    .map((text, index) => readStep(text, commands[index] ?? ""));
  if (steps.length === commands.length) return steps;
  throw new Error(
    `The walk ended early:\n${decoder.decode(stdout)}${decoder.decode(stderr)}`,
  );
}

function readStep(text: string, command: string): Step {
  const at = text.lastIndexOf(STATUS);
  if (at < 0) throw new Error(`"${command}" ended the shell:\n${text}`);
  const status = Number(text.slice(at + STATUS.length));
  return { command, output: text.slice(0, at), status };
}

/** Returns a text without times, durations, paces, commits and the width of gaps. */
export function withoutChance(text: string): string {
  return text
    .replaceAll(/ \(commit [0-9a-f]+\+?\)/g, "")
    .replaceAll(/\b\d{4}-\d\d-\d\d[ T][\d:.]+(?:[+-][\d:]+)?/g, "TIME")
    .replaceAll(/\b(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat)\b/g, "DAY")
    .replaceAll(/ \([\d.]+ [KMGT]?i?B\/s\)/g, "")
    .replaceAll(/\b(?:[\d.]+ ?(?:ms|s|min|h)\b ?)+/g, "DURATION ")
    .replaceAll(/ +/g, " ");
}

/** Tells whether a text is as a document says; a line "..." stands for any lines. */
export function matches(expected: string, found: string): boolean {
  const parts = withoutChance(expected).split(/^\.\.\.\n/m)
    .map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`^${parts.join("(?:.*\\n)*")}$`).test(withoutChance(found));
}
