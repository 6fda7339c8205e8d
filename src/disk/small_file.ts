import { dropTemporary } from "./copy.ts";
import { DiskError, type Folder, type ReadableFolder } from "./disk.ts";
import { temporaryName } from "./temporary.ts";

/** Reads a text file whole, or returns `undefined` where there is none of that name. */
export function readSmall(
  folder: ReadableFolder,
  name: string,
): string | undefined {
  const found = folder.stat(name);
  if (found === undefined) return undefined;
  using file = folder.openFile(name);
  const decoder = new TextDecoder();
  const buffer = new Uint8Array(64 * 1024);
  let text = "";
  for (;;) {
    const length = file.read(buffer);
    if (length === 0) return text + decoder.decode();
    text += decoder.decode(buffer.subarray(0, length), { stream: true });
  }
}

/**
 * Writes a text file, in place of one that is there, so that under its name it
 * is always whole.
 * @throws {DiskError} and then the old one is there still
 */
export function writeSmall(folder: Folder, name: string, text: string): void {
  const temporary = temporaryName();
  try {
    {
      using file = folder.createFile(temporary, 0o600);
      file.write(new TextEncoder().encode(text));
      file.flush();
      file.close();
    }
    folder.rename(temporary, name);
  } catch (error) {
    if (error instanceof DiskError) dropTemporary(folder, temporary);
    throw error;
  }
}
