import { AT_FDCWD, O_CREAT, O_EXCL } from "../../src/disk/native/layout.ts";
import { type Libc, openLibc } from "../../src/disk/native/libc.ts";
import { runCommand } from "./shell.ts";

let libc: Libc | undefined;

/** Makes an empty file with a name of any bytes, in a folder with a name of text. */
export function putNamed(folder: string, name: Uint8Array): void {
  libc ??= openLibc();
  const path = withEnd(folder, name);
  const flags = O_CREAT | O_EXCL;
  const fd = libc.openat(AT_FDCWD, path, flags, 0o600);
  if (fd < 0) throw new Error(`Cannot make it: errno ${libc.errno()}`);
  libc.close(fd);
}

/** Returns the names in a folder as the bytes that `find` prints, in hexadecimal, sorted. */
export function hexNamesIn(folder: string): readonly string[] {
  const { stdout } = new Deno.Command("find", {
    args: [folder, "-mindepth", "1", "-maxdepth", "1", "-printf", "%f\\0"],
  }).outputSync();
  const names: string[] = [];
  for (let at = 0; at < stdout.length;) {
    const end = stdout.indexOf(0, at);
    names.push(stdout.subarray(at, end).toHex());
    at = end + 1;
  }
  return names.sort();
}

/** Returns one string for each byte string: those of a program's output, which may hold any. */
export function printedBytes(
  program: string,
  args: readonly string[],
  cwd: string,
): string {
  const { success, stdout, stderr } = new Deno.Command(program, {
    args: [...args],
    cwd,
    env: { LC_ALL: "C" },
  }).outputSync();
  if (success) return new TextDecoder("latin1").decode(stdout);
  throw new Error(new TextDecoder().decode(stderr));
}

/** Removes a tree of any depth and with names of any bytes. */
export function removeDeep(path: string): void {
  runCommand("rm", "-rf", path);
}

function withEnd(folder: string, name: Uint8Array): Uint8Array<ArrayBuffer> {
  const front = new TextEncoder().encode(`${folder}/`);
  const path = new Uint8Array(front.length + name.length + 1);
  path.set(front);
  path.set(name, front.length);
  return path;
}
