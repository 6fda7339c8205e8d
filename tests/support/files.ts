import { mustRun } from "./shell.ts";
import { DEFAULT_TIME } from "./tree.ts";

/** Writes a file, with a time long past unless another is given. */
export function putFile(
  path: string,
  content: string | Uint8Array,
  time = DEFAULT_TIME,
): void {
  const bytes = typeof content === "string"
    ? new TextEncoder().encode(content)
    : content;
  Deno.writeFileSync(path, bytes);
  setTime(path, time);
}

/** Makes a file of that size that takes up no room. */
export function putSparse(
  path: string,
  size: number,
  time = DEFAULT_TIME,
): void {
  {
    using file = Deno.openSync(path, {
      create: true,
      write: true,
      truncate: true,
    });
    file.truncateSync(size);
  }
  setTime(path, time);
}

/** Gives a file or folder a time, in milliseconds since 1970. */
export function setTime(path: string, time: number): void {
  Deno.utimeSync(path, new Date(time), new Date(time));
}

/** Puts a new file in the place of another, as editors do. */
export function replaceFile(
  path: string,
  content: string,
  time = DEFAULT_TIME,
): void {
  putFile(`${path}.new`, content, time);
  Deno.renameSync(`${path}.new`, path);
}

/** Makes a FIFO, which hangs whoever opens it. */
export function putFifo(path: string): void {
  mustRun("mkfifo", path);
}

/** Makes a folder. */
export function putFolder(path: string): void {
  Deno.mkdirSync(path);
}

/** Makes a link. */
export function putLink(path: string, target: string): void {
  Deno.symlinkSync(target, path);
}

/** Gives a file a second name. */
export function putHardLink(path: string, added: string): void {
  Deno.linkSync(path, added);
}

/** Gives what is at a path another name. */
export function rename(from: string, to: string): void {
  Deno.renameSync(from, to);
}

/** Removes what is at a path, with all that is in it. */
export function remove(path: string): void {
  Deno.removeSync(path, { recursive: true });
}

/** Returns what is at a path. */
export function look(path: string): Deno.FileInfo {
  return Deno.lstatSync(path);
}

/** Returns the permission bits of what is at a path. */
export function modeOf(path: string): number {
  return (look(path).mode ?? 0) & 0o7777;
}

/** Returns the time of what is at a path, in milliseconds since 1970. */
export function timeOf(path: string): number | undefined {
  return look(path).mtime?.getTime();
}

/** Tells whether anything is at a path. */
export function exists(path: string): boolean {
  try {
    look(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** Returns that many bytes, no two neighbours alike. */
export function someBytes(length: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(length).map((_, index) => (index * 7 + index / 256));
}
