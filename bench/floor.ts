import { closeSync, constants, openSync, readSync } from "node:fs";
import { byDeno, byLibc, mirrorFolder } from "./floor_changes.ts";
import { openRemoveFolder, type RemoveFolder } from "./floor_remove.ts";

/** What one thread is to do. */
interface Share {
  readonly work: string;
  readonly source: string;
  readonly replica: string;
  /** The folders below both that are this thread's. */
  readonly folders: readonly string[];
}

/** What is done in a folder of the source and in that of the same name in the replica. */
type FolderWork = (source: string, replica: string) => void;

const WORK: Readonly<Record<string, FolderWork>> = {
  "no-op": (source, replica) => forEachName(source, replica, look),
  checksum: (source, replica) =>
    forEachName(source, replica, (from, to) => {
      look(from, to);
      read(from);
      read(to);
    }),
  changes: (source, replica) => mirrorFolder(source, replica, byDeno()),
  "changes-libc": (source, replica) => mirrorFolder(source, replica, byLibc()),
  remove: (_, replica) => {
    for (const name of list(replica)) Deno.removeSync(`${replica}/${name}`);
    Deno.removeSync(replica);
  },
  unlink: (_, replica) => (removeFolder ??= openRemoveFolder())(replica),
};

/** Work on what the source lacks: the folder "extras" of the replica. */
const REMOVING = new Set(["remove", "unlink"]);

let removeFolder: RemoveFolder | undefined;

const buffer = new Uint8Array(128 * 1024);
const TO_READ = constants.O_RDONLY | constants.O_NOFOLLOW |
  constants.O_NONBLOCK;

function forEachName(source: string, replica: string, act: FolderWork): void {
  const names = list(source);
  list(replica);
  for (const name of names) act(`${source}/${name}`, `${replica}/${name}`);
}

function look(source: string, replica: string): void {
  Deno.lstatSync(source);
  Deno.lstatSync(replica);
}

function read(path: string): void {
  const file = openSync(path, TO_READ);
  readSync(file, buffer, 0, buffer.length, null);
  closeSync(file);
}

function list(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map(({ name }) => name);
}

function doShare({ work, source, replica, folders }: Share): void {
  const act = WORK[work];
  if (act === undefined) throw new Error(`There is no work "${work}"`);
  for (const name of folders) act(`${source}/${name}`, `${replica}/${name}`);
}

/**
 * Makes nothing but the calls that a disk cannot do without for some scenarios,
 * on two threads that share them out evenly, with nothing decided, checked or
 * told: what lockstep takes beyond it is its own.
 *
 *     deno run -A bench/floor.ts WORK SOURCE REPLICA
 *
 * Both roots have folders with files in them, of the same names. WORK is
 * `no-op`, `checksum`, `changes` or `remove` by the calls of the portable disk,
 * `changes-libc` or `unlink` by those of the native one. The two that remove
 * take away the folder `extras` below REPLICA, and do not look at SOURCE.
 */
async function main([work = "", source = "", below = ""]: string[]): Promise<
  void
> {
  const replica = REMOVING.has(work) ? `${below}/extras` : below;
  const names = list(replica);
  const threads = [0, 1].map((half) => {
    const folders = names.filter((_, index) => index % 2 === half);
    const thread = new Worker(import.meta.url, { type: "module" });
    thread.postMessage({ work, source, replica, folders } satisfies Share);
    return new Promise((resolve) => thread.onmessage = resolve);
  });
  await Promise.all(threads);
  if (REMOVING.has(work)) await Deno.remove(replica);
  Deno.exit();
}

if ("WorkerGlobalScope" in globalThis) {
  const own = globalThis as unknown as {
    onmessage: (event: MessageEvent<Share>) => void;
    postMessage: (answer: string) => void;
  };
  own.onmessage = ({ data }) => {
    doShare(data);
    own.postMessage("done");
  };
} else await main(Deno.args);
