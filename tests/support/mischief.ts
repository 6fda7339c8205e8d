/** Names with which something happens all the time. */
const NAMES = 12;

const SIZES = [3000, 3000, 3000, 200_000];

/**
 * What happens in folders, as fast as the machine can or with short rests:
 * files are rewritten in place with the same size, grow, shrink, are replaced by
 * another, removed, and turned into a folder or a link.
 */
const MISCHIEF = `
  const [folders, count, sizes, restMs] = JSON.parse(Deno.args[0]);
  const any = (most) => Math.floor(Math.random() * most);
  const still = new Int32Array(new SharedArrayBuffer(4));
  let version = 0;
  const bytes = (size) => new Uint8Array(size).fill(97 + version++ % 26);
  const sizeOf = (path) => {
    const { isFile, size } = Deno.lstatSync(path);
    if (!isFile) throw new Error("It is no file");
    return size;
  };
  const isThere = (path) => {
    try {
      return Deno.lstatSync(path) !== undefined;
    } catch {
      return false;
    }
  };
  const write = (path, size) => {
    const truncate = !isThere(path) || sizeOf(path) !== size;
    using file = Deno.openSync(path, { write: true, create: true, truncate });
    file.writeSync(bytes(size));
  };
  const clear = (path) => Deno.removeSync(path, { recursive: true });
  const deeds = [
    (path) => write(path, sizeOf(path)),
    (path) => write(path, sizeOf(path)),
    (path) => write(path, sizeOf(path)),
    (path) => write(path, sizes[any(sizes.length)]),
    (path) => Deno.truncateSync(path, any(sizeOf(path))),
    (path) => {
      write(path + ".new", sizes[any(sizes.length)]);
      Deno.renameSync(path + ".new", path);
    },
    (path) => clear(path),
    (path) => { clear(path); Deno.mkdirSync(path); write(path + "/in", 3000); },
    (path) => { clear(path); Deno.symlinkSync("to " + version++, path); },
  ];
  for (;;) {
    try {
      const folder = folders[any(folders.length)];
      deeds[any(deeds.length)](folder + "/" + any(count));
    } catch {
      // It is of the wrong kind for this; another deed has its turn.
    }
    if (restMs > 0) Atomics.wait(still, 0, 0, any(restMs));
  }
`;

/** How somebody changes folders. */
export interface MischiefOptions {
  readonly folders: readonly string[];
  /** How long he rests at the most after each deed. */
  readonly restMs: number;
}

/** Somebody who changes folders until it is disposed of. */
export class Mischief implements AsyncDisposable {
  readonly #child: Deno.ChildProcess;

  constructor({ folders, restMs }: MischiefOptions) {
    const order = JSON.stringify([folders, NAMES, SIZES, restMs]);
    this.#child = new Deno.Command(Deno.execPath(), {
      args: ["eval", MISCHIEF, order],
      stdin: "null",
      stdout: "null",
      stderr: "inherit",
    }).spawn();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#child.status;
  }
}
