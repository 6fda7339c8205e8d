/** Asks questions at a terminal. */
export interface Asker {
  /** Whether there is somebody to ask. */
  readonly isThere: boolean;
  /** Asks a question that is answered with yes or no; no answer means no. */
  readonly yes: (question: string) => Promise<boolean>;
}

/** Returns the asker that uses the terminal, if the program has one to read from and to write to. */
export function terminalAsker(signal: AbortSignal): Asker {
  return {
    isThere: Deno.stdin.isTerminal() && Deno.stderr.isTerminal(),
    yes: async (question) => {
      await Deno.stderr.write(new TextEncoder().encode(`${question} [y/N] `));
      const answer = await readLine(signal);
      return /^\s*(y|yes)\s*$/i.test(answer ?? "");
    },
  };
}

/** Reads a line, unless the program is told to end first. */
async function readLine(signal: AbortSignal): Promise<string | undefined> {
  if (signal.aborted) return undefined;
  const reader = Deno.stdin.readable.getReader();
  const stop = (): void => void reader.cancel();
  signal.addEventListener("abort", stop);
  try {
    let line = "";
    const decoder = new TextDecoder();
    while (!line.includes("\n")) {
      const { done, value } = await reader.read();
      if (done) break;
      line += decoder.decode(value, { stream: true });
    }
    return signal.aborted ? undefined : line;
  } finally {
    signal.removeEventListener("abort", stop);
    reader.releaseLock();
  }
}
