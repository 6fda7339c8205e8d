import { quote } from "../../model/paths/quote.ts";
import { complain } from "../telling/print.ts";
import { UsageError } from "../usage_error.ts";

/** After so long somebody may wonder what is being waited for. */
const WAIT_MS = 2000;

/** What may be read as a file that an option names. */
export interface ReadOptions {
  /** Only what can be read again: no pipe (`<(...)`). @default {false} */
  readonly mustStay?: boolean;
}

/** What was read. */
export interface NamedFile {
  readonly bytes: Uint8Array;
  readonly isPiped: boolean;
}

/**
 * Reads a file that an option names. Of a pipe it reads what is written until
 * its writer ends, and says so where that takes long, as there may be no writer.
 * @throws {UsageError} for a pipe where none may be
 * @throws {Error} as Deno's calls do
 */
export async function readNamed(
  path: string,
  { mustStay = false }: ReadOptions = {},
): Promise<NamedFile> {
  const isPiped = (await Deno.stat(path)).isFifo === true;
  if (!isPiped) return { bytes: await Deno.readFile(path), isPiped };
  if (mustStay) {
    throw new UsageError(
      `Cannot use ${
        quote(path)
      } here: it is a pipe, which can be read only once: name a file`,
    );
  }
  const words = `waiting for what is written to the pipe ${quote(path)}`;
  const waiting = setTimeout(() => complain(words), WAIT_MS);
  try {
    return { bytes: await Deno.readFile(path), isPiped };
  } finally {
    clearTimeout(waiting);
  }
}
