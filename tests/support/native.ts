import type { Folder, Side } from "../../src/disk/disk.ts";
import { Calls } from "../../src/disk/native/calls.ts";
import { openNativeDisk } from "../../src/disk/native/disk.ts";
import { NativeFolder } from "../../src/disk/native/folder.ts";
import { O_DIRECTORY, O_RDONLY } from "../../src/disk/native/layout.ts";
import type { Libc } from "../../src/disk/native/libc.ts";
import type { RelativePath } from "../../src/model/paths/path.ts";
import { testUnless } from "./conditions.ts";

const native = openNativeDisk();

/** Returns why there is no native disk here, or `undefined` if there is one. */
export function noNative(): string | undefined {
  if (Deno.version.deno.startsWith("2.6.")) {
    return "the test runner of Deno 2.6 takes the C library for a leak";
  }
  return native.kind === "ready" ? undefined : native.reason;
}

/** Defines a test of the native disk, whichever disk the other tests work with. */
export function nativeTest(
  name: string,
  body: () => void | Promise<void>,
): void {
  testUnless(noNative(), name, body);
}

/** Opens a folder with the native disk, as the root of a tree. */
export function openNative(path: string, side: Side = "replica"): Folder {
  if (native.kind !== "ready") throw new Error(native.reason);
  return native.disk.openRoot(path, { side, identity: undefined });
}

/** Makes folders inside each other, each called "d". */
export function makeChain(root: Folder, depth: number): void {
  let at = root;
  for (let made = 0; made < depth; made++) {
    at.createFolder("d", 0o755);
    const next = at.openFolder("d" as RelativePath);
    if (at !== root) at[Symbol.dispose]();
    at = next;
  }
  at[Symbol.dispose]();
}

/** Counts the folders inside each other. */
export function chainIn(root: Folder): number {
  let at = root;
  let depth = 0;
  while (at.list().names.includes("d")) {
    const next = at.openFolder("d" as RelativePath);
    if (at !== root) at[Symbol.dispose]();
    at = next;
    depth++;
  }
  if (at !== root) at[Symbol.dispose]();
  return depth;
}

/** Opens a folder with a C library of the test's own. */
export function openWith(
  libc: Libc,
  path: string,
  side: Side = "replica",
): NativeFolder {
  const calls = new Calls(libc);
  const attempt = { doing: `open the ${side}`, side };
  const fd = calls.openPath(path, O_RDONLY | O_DIRECTORY, attempt);
  return new NativeFolder(fd, { calls, side });
}

/** Returns what this process has open of a folder and below: other tests run at the same time. */
export function openBelow(folder: string): readonly string[] {
  const paths: string[] = [];
  for (const { name } of Deno.readDirSync("/proc/self/fd")) {
    const path = targetOf(`/proc/self/fd/${name}`);
    if (path?.startsWith(folder)) paths.push(path.slice(folder.length));
  }
  return paths.sort();
}

function targetOf(link: string): string | undefined {
  try {
    return Deno.readLinkSync(link);
  } catch (error) {
    // It was closed since it was listed, or its name is not valid UTF-8.
    if (error instanceof Error) return undefined;
    throw error;
  }
}
