import { assert, assertEquals } from "../support/assert.ts";
import {
  assertCode,
  type ProgramFolders,
  programFolders,
  runOnce,
} from "../support/program.ts";
import { howOften } from "../support/slow.ts";
import { readTree } from "../support/tree.ts";

/** Names with which something happens all the time. */
const NAMES = 12;

const SIZES = [3000, 3000, 3000, 200_000];

/**
 * What happens to the source, as fast as the machine can: files are rewritten
 * in place with the same size, grow, shrink, are replaced by another, removed,
 * and turned into a folder or a link.
 */
const MISCHIEF = `
  const [folder, count, sizes] = JSON.parse(Deno.args[0]);
  const any = (most) => Math.floor(Math.random() * most);
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
      deeds[any(deeds.length)](folder + "/" + any(count));
    } catch {
      // It is of the wrong kind for this; another deed has its turn.
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, any(4));
  }
`;

/** Somebody who changes a folder until it is disposed of. */
class Mischief implements AsyncDisposable {
  readonly #child: Deno.ChildProcess;

  constructor({ source }: ProgramFolders) {
    this.#child = new Deno.Command(Deno.execPath(), {
      args: ["eval", MISCHIEF, JSON.stringify([source, NAMES, SIZES])],
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

for (const disk of ["auto", "portable"]) {
  Deno.test(`lockstep fails nothing while its source is changed all the time, and makes the replica equal once it rests (--disk ${disk})`, async () => {
    using folders = programFolders({ source: {}, replica: {} });
    const { source, replica } = folders;
    const args = ["--disk", disk, "--yes", "--allow-empty-source"];
    for (let round = 0; round < 2; round++) {
      {
        await using _mischief = new Mischief(folders);
        const passes = howOften({ usual: 6, slow: 200 });
        for (let pass = 0; pass < passes; pass++) {
          const { code, stderr } = await runOnce(folders, args);
          assert([0, 6].includes(code), `${code}: ${stderr}`);
        }
      }
      assertCode(await runOnce(folders, args), 0);
      assertEquals(readTree(replica), readTree(source));
    }
  });
}
