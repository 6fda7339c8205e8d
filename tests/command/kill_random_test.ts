import { assert, assertEquals } from "../support/assert.ts";
import { someBytes } from "../support/files.ts";
import {
  assertCode,
  type Finished,
  type ProgramFolders,
  programFolders,
  runProgram,
  snapshot,
  startProgram,
} from "../support/program.ts";
import { howOften } from "../support/slow.ts";
import {
  DEFAULT_TIME,
  file,
  folder,
  link,
  readTree,
  type Tree,
  writeTree,
} from "../support/tree.ts";

const TEMPORARY = /(^|\/)\.lockstep-[0-9a-f]{16}\.tmp($|\/)/;

/** Kills in a row, before a pass is let run to its end. */
const IN_A_ROW = 5;

/** The names of the two versions of the source. */
const VERSIONS = ["one", "other"] as const;
type Version = typeof VERSIONS[number];

/** Many small files and some large ones, of which the versions have none in common. */
function treeOf(version: Version): Tree {
  const isOne = version === "one";
  const time = DEFAULT_TIME + (isOne ? 0 : 60_000);
  const mode = isOne ? 0o644 : 0o600;
  const small = manyFiles(50, (at) => file(`${version} ${at}`, { time, mode }));
  const large = manyFiles(2, (at) => {
    const bytes = someBytes(2 * 1024 ** 2 + at + (isOne ? 0 : 5));
    return file(bytes, { time, mode });
  });
  return {
    small,
    large,
    deep: { deeper: folder({ small, large }, { time, mode: 0o555 }) },
    [`only ${version}`]: small,
    link: link(`to ${version}`, { time }),
    turned: isOne ? "a file" : { "now a folder": "with a file" },
  };
}

function manyFiles<Content>(
  count: number,
  make: (at: number) => Content,
): Readonly<Record<string, Content>> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, at) => [`${at}`, make(at)]),
  );
}

/** Two versions of a source, and a replica that goes from one to the other. */
class Mirrored implements Disposable {
  readonly #folders: ProgramFolders = programFolders();
  readonly #before: Readonly<Record<Version, ReturnType<typeof snapshot>>>;
  #turn = 0;
  /** How long a whole run takes, in milliseconds. */
  #wholeMs = 0;

  constructor() {
    for (const version of VERSIONS) {
      writeTree(this.#sourceOf(version), treeOf(version));
    }
    const [one, other] = VERSIONS.map((it) => snapshot(this.#sourceOf(it)));
    assert(one !== undefined && other !== undefined);
    this.#before = { one, other };
  }

  get replica(): string {
    return this.#folders.replica;
  }

  /**
   * Starts a pass over the version whose turn it is, and sends it a signal: at
   * any moment of its life, or of that part of it in which it does something.
   */
  async interrupt(signal: Deno.Signal): Promise<Finished> {
    const isLate = Math.random() < 0.7;
    await using program = startProgram(this.#nextArgs(), this.#folders);
    if (isLate) await program.waitForLine(/pass 1/);
    const moment = Math.random() * this.#wholeMs / (isLate ? 2 : 1);
    await Promise.race([
      program.finished,
      new Promise((resolve) => setTimeout(resolve, moment)),
    ]);
    program.kill(signal);
    return await program.finished;
  }

  /** Runs a pass to its end, after which nothing is left of those before. */
  async converge(): Promise<void> {
    const version = this.#version();
    const began = performance.now();
    assertCode(await runProgram(this.#nextArgs(), this.#folders), 0);
    this.#wholeMs = performance.now() - began;
    assertEquals(readTree(this.replica), this.#before[version].contents);
  }

  /** Asserts that every file and link is that of one version, to the last byte, and that there are no others. */
  assertWhole(): void {
    const { one, other } = this.#before;
    for (const [path, found] of Object.entries(this.#readReplica())) {
      if (TEMPORARY.test(path) || found.startsWith("folder")) continue;
      const isWhole = [one.contents[path], other.contents[path]]
        .includes(found);
      assert(isWhole, `${path}: ${found}`);
    }
  }

  assertNoTemporary(): void {
    const paths = Object.keys(this.#readReplica());
    assertEquals(paths.filter((path) => TEMPORARY.test(path)), []);
  }

  assertSourcesUntouched(): void {
    for (const version of VERSIONS) {
      const now = snapshot(this.#sourceOf(version));
      assertEquals(now, this.#before[version]);
    }
  }

  [Symbol.dispose](): void {
    this.#folders[Symbol.dispose]();
  }

  #readReplica(): ReturnType<typeof readTree> {
    return readTree(this.replica);
  }

  #version(): Version {
    return this.#turn % 2 === 0 ? "one" : "other";
  }

  /** Both disks have their turn with both versions. */
  #nextArgs(): readonly string[] {
    const source = this.#sourceOf(this.#version());
    const disk = this.#turn % 4 < 2 ? "auto" : "portable";
    this.#turn++;
    return [source, this.replica, "--once", "--yes", "--disk", disk];
  }

  #sourceOf(version: Version): string {
    return `${this.#folders.top}/${version}`;
  }
}

Deno.test("lockstep killed at any moment, again and again, leaves every file whole, and the next pass converges", async () => {
  using mirrored = new Mirrored();
  await mirrored.converge();
  const kills = howOften({ usual: 100, slow: 1000 });
  let killed = 0;
  for (let at = 1; killed < kills; at++) {
    assert(at < kills * 20, `Only ${killed} of ${at} were in time`);
    const { signal } = await mirrored.interrupt("SIGKILL");
    if (signal === "SIGKILL") killed++;
    mirrored.assertWhole();
    if (at % IN_A_ROW === 0) await mirrored.converge();
  }
  mirrored.assertSourcesUntouched();
});

Deno.test("lockstep ended by SIGTERM at any moment, again and again, leaves every file whole and no temporary one, and the next pass converges", async () => {
  using mirrored = new Mirrored();
  await mirrored.converge();
  const ends = howOften({ usual: 20, slow: 500 });
  for (let at = 1; at <= ends; at++) {
    const { code, stderr } = await mirrored.interrupt("SIGTERM");
    // 143 also where it came before the program could listen for it.
    assert([0, 143].includes(code), `${code}: ${stderr}`);
    mirrored.assertWhole();
    mirrored.assertNoTemporary();
    if (at % IN_A_ROW === 0) await mirrored.converge();
  }
  mirrored.assertSourcesUntouched();
});
