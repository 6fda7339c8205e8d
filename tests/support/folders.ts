import { toolWorks } from "./tools.ts";
import type { Tree } from "./tree.ts";
import { writeTree } from "./tree.ts";

/** A temporary folder with a source and the place of a replica in it. */
export interface TestFolders extends Disposable {
  readonly top: string;
  readonly source: string;
  readonly replica: string;
}

/** What a test may want to be different about its folders. */
export interface FoldersOptions {
  /** The folder to make them in. @default that of all temporary files */
  readonly within?: string | undefined;
}

/** Makes the folders of a test; what is not given is not there. */
export function testFolders(
  trees: { source?: Tree; replica?: Tree } = {},
  { within }: FoldersOptions = {},
): TestFolders {
  const top = Deno.realPathSync(
    Deno.makeTempDirSync({
      prefix: "lockstep-test-",
      ...(within === undefined ? {} : { dir: within }),
    }),
  );
  const [source, replica] = [`${top}/source`, `${top}/replica`];
  if (trees.source !== undefined) writeTree(source, trees.source);
  if (trees.replica !== undefined) writeTree(replica, trees.replica);
  return { top, source, replica, [Symbol.dispose]: () => removeAll(top) };
}

/** Returns a folder in memory, for tests that make thousands of trees; `undefined` where there is none. */
export function memoryFolder(): string | undefined {
  const folder = "/dev/shm";
  if (Deno.build.os !== "linux") return undefined;
  return toolWorks("test", ["-d", folder, "-a", "-w", folder])
    ? folder
    : undefined;
}

/** Removes a tree, also where a test has taken away the right to. */
export function removeAll(path: string): void {
  try {
    Deno.removeSync(path, { recursive: true });
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return;
    if (!(error instanceof Deno.errors.PermissionDenied)) throw error;
    openUp(path);
    Deno.removeSync(path, { recursive: true });
  }
}

function openUp(path: string): void {
  if (!Deno.lstatSync(path).isDirectory) return;
  Deno.chmodSync(path, 0o700);
  for (const entry of Deno.readDirSync(path)) openUp(`${path}/${entry.name}`);
}
