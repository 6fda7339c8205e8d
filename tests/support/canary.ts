import { assertEquals } from "./assert.ts";
import { mountTmpfs, noMounts, type TestMount } from "./mounts.ts";
import {
  type Found,
  readIdentities,
  readTree,
  type Tree,
  writeTree,
} from "./tree.ts";

/** The kernel's clock for times of access ticks at least so often, in milliseconds. */
const TICK_MS = 10;

const CANNOT_MOUNT = noMounts() !== undefined;

/**
 * A tree outside of source and replica that nobody may touch: contents, modes,
 * owners, times and identities are watched, and where a file system can be
 * mounted on which reading shows at once, reading too.
 */
export class Canary implements Disposable {
  readonly path: string;
  readonly #tree: Tree;
  readonly #mount: TestMount | undefined;
  #known: Known;

  constructor(path: string, tree: Tree) {
    this.path = path;
    this.#tree = tree;
    this.#mount = CANNOT_MOUNT
      ? undefined
      : mountTmpfs(path, "size=4m,strictatime");
    writeTree(path, tree);
    this.#known = this.#look();
  }

  /** @throws {AssertionError} that says what has been done to it */
  assertUntouched(): void {
    // Before anything is read here: that would show, too.
    const accessed = this.#readAccesses(Object.keys(this.#known.contents));
    const known = this.#look();
    assertEquals({ ...known, accessed }, this.#known);
    this.#known = known;
  }

  /** Makes it anew. */
  restore(): void {
    for (const { name } of Deno.readDirSync(this.path)) {
      Deno.removeSync(`${this.path}/${name}`, { recursive: true });
    }
    writeTree(this.path, this.#tree);
    this.#known = this.#look();
  }

  [Symbol.dispose](): void {
    this.#mount?.[Symbol.dispose]();
  }

  #look(): Known {
    const contents = readTree(this.path);
    const identities = readIdentities(this.path);
    const accessed = this.#readAccesses(Object.keys(contents));
    const until = performance.now() + TICK_MS;
    while (performance.now() < until);
    return { contents, identities, accessed };
  }

  /** Returns when each entry was read last, where that can be told. */
  #readAccesses(paths: readonly string[]): Found {
    if (this.#mount === undefined) return {};
    const found: Record<string, string> = {};
    for (const path of paths) found[path] = accessOf(`${this.path}/${path}`);
    return found;
  }
}

/** All that is known of the tree. */
interface Known {
  readonly contents: Found;
  readonly identities: Found;
  /** When each entry was read last. */
  readonly accessed: Found;
}

function accessOf(path: string): string {
  try {
    return String(Deno.lstatSync(path).atime?.getTime());
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "gone";
    throw error;
  }
}
