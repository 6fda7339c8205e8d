import { type ByteStream, Console } from "../output/console.ts";

/** Prints a text, and waits until it has gone out. */
export async function print(stream: ByteStream, text: string): Promise<void> {
  const console = new Console(stream);
  console.print(text);
  await console.flush();
}
