import { notPosix, notRoot } from "./conditions.ts";
import { mustRun } from "./shell.ts";
import { isPortable } from "./test_disk.ts";

/** Returns why devices cannot be made here by the disk that is tested, or `undefined` if they can. */
export function noSpecials(): string | undefined {
  return notPosix() ?? notRoot() ??
    (isPortable ? "Deno's own calls make no special files" : undefined);
}

/** Makes a device: `c` or `b`, and its number. */
export function putDevice(path: string, ...device: string[]): void {
  mustRun("mknod", path, ...device);
}

/** Makes a socket that nobody listens at. */
export function putSocket(path: string): void {
  const listener = Deno.listen({ transport: "unix", path: `${path}.new` });
  Deno.renameSync(`${path}.new`, path);
  listener.close();
}

/** Returns kind, mode, owner, time and device of everything in a tree, one line each. */
export function readSpecials(path: string): string {
  const facts = "%n %F %a %u:%g %y %t:%T";
  const script = `cd "$1" && find . | LC_ALL=C sort | ` +
    `while IFS= read -r each; do stat -c "$2" -- "$each"; done`;
  return mustRun("sh", "-c", script, "sh", path, facts);
}
