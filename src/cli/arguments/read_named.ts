import { quote } from "../../model/paths/quote.ts";
import { complain } from "../telling/print.ts";

/** After so long somebody may wonder what is being waited for. */
const WAIT_MS = 2000;

/**
 * Reads a file that an option names. Of a pipe (`<(...)`) it reads what is
 * written until its writer ends, and says so where that takes long, as there may
 * be no writer.
 */
export async function readNamed(path: string): Promise<Uint8Array> {
  if (!await isPipe(path)) return await Deno.readFile(path);
  const words = `waiting for what is written to the pipe ${quote(path)}`;
  const waiting = setTimeout(() => complain(words), WAIT_MS);
  try {
    return await Deno.readFile(path);
  } finally {
    clearTimeout(waiting);
  }
}

/** Tells whether a path leads to a pipe, which can be read only once. */
export async function isPipe(path: string): Promise<boolean> {
  return (await Deno.stat(path)).isFifo === true;
}
