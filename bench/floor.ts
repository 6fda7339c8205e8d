import { closeSync, constants, openSync, readSync } from "node:fs";

/** What one thread is to do. */
interface Share {
  readonly work: string;
  readonly source: string;
  readonly replica: string;
  /** 0 or 1: which half of the names is this thread's. */
  readonly half: number;
}

type Work = (name: string, folder: Share) => void;

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
};

function look(name: string, { source, replica }: Share): void {
  Deno.lstatSync(`${source}/${name}`);
  Deno.lstatSync(`${replica}/${name}`);
}

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
    const names = list(isOne && share.half === 1 ? at.source : at.replica);
    if (!isOne && share.work !== "remove") list(at.source);
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
 * Makes nothing but the calls that the portable disk cannot do without for some
 * scenarios, on two threads that share them out evenly: what lockstep takes
 * beyond that is its own.
 *
 *     deno run -A bench/floor.ts no-op|checksum|remove SOURCE REPLICA
 *
 * Both roots have folders with files in them, of the same names. `remove`
 * removes what is in the folders below REPLICA, and does not look at SOURCE.
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
