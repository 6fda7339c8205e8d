import { closeSync, constants, openSync, readSync } from "node:fs";
import { byDeno, byLibc, mirrorFolder } from "./floor_changes.ts";

/** What one thread is to do. */
interface Share {
  readonly work: string;
  readonly source: string;
  readonly replica: string;
  /** 0 or 1: which half of the names is this thread's. */
  readonly half: number;
}

type Work = (name: string, folder: Share) => void;

/** What is done in a folder that both sides have. */
const FOLDER_WORK: Readonly<
  Record<string, (source: string, replica: string) => void>
> = {
  "changes": (source, replica) => mirrorFolder(source, replica, byDeno()),
  "changes-libc": (source, replica) => mirrorFolder(source, replica, byLibc()),
};

const buffer = new Uint8Array(128 * 1024);
const TO_READ = constants.O_RDONLY | constants.O_NOFOLLOW |
  constants.O_NONBLOCK;

/** What is done at a name that both sides have. */
const WORK: Readonly<Record<string, Work>> = {
  "no-op": look,
  checksum: (name, share) => {
    look(name, share);
    for (const side of [share.source, share.replica]) {
      const file = openSync(`${side}/${name}`, TO_READ);
      readSync(file, buffer, 0, buffer.length, null);
      closeSync(file);
    }
  },
  remove: (name, { replica }) => Deno.removeSync(`${replica}/${name}`),
  unlink: (name, { replica }) => unlink(`${replica}/${name}`),
};

let unlinkCall: ((path: Uint8Array<ArrayBuffer>) => number) | undefined;

/** Removes a file by a single call, as the native disk does. */
function unlink(path: string): void {
  unlinkCall ??= Deno.dlopen("libc.so.6", {
    unlink: { parameters: ["buffer"], result: "i32" },
  }).symbols.unlink;
  if (unlinkCall(new TextEncoder().encode(`${path}\0`)) !== 0) {
    throw new Error(`Cannot remove ${path}`);
  }
}

function look(name: string, { source, replica }: Share): void {
  Deno.lstatSync(`${source}/${name}`);
  Deno.lstatSync(`${replica}/${name}`);
}

/** Work on the replica's side alone. */
const REMOVING = new Set(["remove", "unlink"]);

/**
 * Goes through the folders below the roots, each of which is one thread's. A
 * single one is both threads': each lists one side, and has half of the names.
 */
function doShare(share: Share): void {
  const folders = [...Deno.readDirSync(share.replica)]
    .filter(({ isDirectory }) => isDirectory);
  const isOne = folders.length === 1;
  folders.forEach(({ name: folder }, index) => {
    if (!isOne && index % 2 !== share.half) return;
    const at = {
      ...share,
      source: `${share.source}/${folder}`,
      replica: `${share.replica}/${folder}`,
    };
    const work = FOLDER_WORK[share.work];
    if (work !== undefined) return work(at.source, at.replica);
    const names = list(isOne && share.half === 1 ? at.source : at.replica);
    if (!isOne && !REMOVING.has(share.work)) list(at.source);
    names.forEach((name, place) => {
      if (!isOne || place % 2 === share.half) WORK[share.work]?.(name, at);
    });
  });
}

function list(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map(({ name }) => name);
}

function isWorker(): boolean {
  return "WorkerGlobalScope" in globalThis;
}

/**
 * Makes nothing but the calls that a disk cannot do without for some scenarios,
 * on two threads that share them out evenly, and prints how long that took,
 * start-up included: what lockstep takes beyond it is its own.
 *
 *     deno run -A bench/floor.ts WORK SOURCE REPLICA
 *
 * Both roots have folders with files in them, of the same names. WORK is
 * `no-op`, `checksum`, `changes` or `remove` by the calls of the portable disk,
 * `changes-libc` or `unlink` by those of the native one. The last two removals
 * take away what is in the folders below REPLICA, and do not look at SOURCE.
 */
async function main([work = "", source = "", replica = ""]: string[]): Promise<
  void
> {
  const threads = [0, 1].map((half) => {
    const thread = new Worker(import.meta.url, { type: "module" });
    thread.postMessage({ work, source, replica, half } satisfies Share);
    return new Promise((resolve) => thread.onmessage = resolve);
  });
  await Promise.all(threads);
  const seconds = (performance.now() / 1000).toFixed(3);
  Deno.stdout.writeSync(new TextEncoder().encode(`${seconds} s\n`));
  Deno.exit();
}

if (isWorker()) {
  const own = globalThis as unknown as {
    onmessage: (event: MessageEvent<Share>) => void;
    postMessage: (answer: string) => void;
  };
  own.onmessage = ({ data }) => {
    doShare(data);
    own.postMessage("done");
  };
} else await main(Deno.args);
