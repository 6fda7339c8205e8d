/** Asks questions at a terminal. */
export interface Asker {
  /** Whether there is somebody to ask. */
  readonly isThere: boolean;
  /** Asks a question that is answered with yes or no; no answer means no. */
  readonly yes: (question: string) => Promise<boolean>;
}

/** Where nobody is asked: the answer is no. */
export const NOBODY: Asker = {
  isThere: false,
  yes: () => Promise.resolve(false),
};

/** Returns the asker at the program's terminal, if it has one to read from and to write to. */
export function terminalAsker(signal: AbortSignal): Asker {
  const input = new LineReader(signal);
  return {
    isThere: Deno.stdin.isTerminal() && Deno.stderr.isTerminal(),
    yes: async (question) => {
      await print(`${question} [y/N] `);
      const answer = await input.read();
      if (answer === undefined) await print("\n");
      return /^\s*(y|yes)\s*$/i.test(answer ?? "");
    },
  };
}

async function print(text: string): Promise<void> {
  await Deno.stderr.write(new TextEncoder().encode(text));
}

/** Reads lines that are typed, unless the program is told to end. */
class LineReader {
  readonly #signal: AbortSignal;
  readonly #decoder = new TextDecoder();
  /** What was typed ahead. */
  #rest = "";

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /** Returns the next line, or `undefined` at the end of the input or of the program. */
  async read(): Promise<string | undefined> {
    if (this.#signal.aborted) return undefined;
    const reader = Deno.stdin.readable.getReader();
    const stop = (): void => void reader.cancel();
    this.#signal.addEventListener("abort", stop);
    try {
      while (!this.#rest.includes("\n")) {
        const { done, value } = await reader.read();
        if (done) return undefined;
        this.#rest += this.#decoder.decode(value, { stream: true });
      }
      const end = this.#rest.indexOf("\n");
      const line = this.#rest.slice(0, end);
      this.#rest = this.#rest.slice(end + 1);
      return line;
    } finally {
      this.#signal.removeEventListener("abort", stop);
      reader.releaseLock();
    }
  }
}
