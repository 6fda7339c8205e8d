import { putFile } from "./files.ts";
import { assertCode, type ProgramFolders, runProgram } from "./program.ts";
import { runTool, toolWorks } from "./tools.ts";

/** Why there is no terminal with a window that can be resized, or `undefined` where there is. */
export const noTmux = toolWorks("tmux", ["-V"])
  ? undefined
  : "there is no tmux here";

/** How wide and high a window is. */
export interface WindowSize {
  readonly columns: number;
  readonly rows: number;
}

/** What is seen of the program in the end stays, and nothing else is in the window. */
const CONFIG = `
set -g remain-on-exit on
set -g status off
`;

/** After this time something is not going to be seen any more. */
const DEADLINE_MS = 60_000;

/** Starts the program in a window of tmux's. If it still runs at the end of the test, it is hung up. */
export async function startInWindow(
  args: readonly string[],
  folders: ProgramFolders,
  size: WindowSize,
): Promise<TmuxWindow> {
  const terminal = new TmuxWindow(`${folders.top}/tmux`);
  putFile(`${folders.top}/tmux.conf`, CONFIG);
  const through = [
    ...["tmux", "-S", terminal.socket, "-f", `${folders.top}/tmux.conf`],
    ...["new-session", "-d"],
    ...["-x", `${size.columns}`, "-y", `${size.rows}`],
  ];
  assertCode(await runProgram(args, { ...folders, through }), 0);
  return terminal;
}

/** A window of a terminal that breaks long lines anew when it is resized. */
export class TmuxWindow implements Disposable {
  readonly socket: string;

  constructor(socket: string) {
    this.socket = socket;
  }

  resize({ columns, rows }: WindowSize): void {
    this.#tell("resize-window", "-x", `${columns}`, "-y", `${rows}`);
  }

  /** Presses a key, by tmux's name of it. */
  press(key: string): void {
    this.#tell("send-keys", key);
  }

  /** All that can be seen, also by scrolling back. */
  get text(): string {
    return this.#tell("capture-pane", "-p", "-S", "-");
  }

  /** Waits until a line can be seen in the window. */
  async waitFor(line: RegExp): Promise<string> {
    return await this.#wait(`${line}`, () => {
      const screen = this.#tell("capture-pane", "-p");
      return screen.split("\n").find((one) => line.test(one));
    });
  }

  /** Waits until the program has ended. */
  async end(): Promise<void> {
    await this.#wait(
      "its end",
      () => this.#tell("list-panes", "-F", "#{pane_dead}").match(/1/)?.[0],
    );
  }

  [Symbol.dispose](): void {
    this.#tell("kill-server");
  }

  async #wait(what: string, look: () => string | undefined): Promise<string> {
    const deadline = Date.now() + DEADLINE_MS;
    for (;;) {
      const found = look();
      if (found !== undefined) return found;
      if (Date.now() > deadline) throw new Error(`No ${what}:\n${this.text}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  #tell(...words: readonly string[]): string {
    return runTool("tmux", ["-S", this.socket, ...words]);
  }
}
