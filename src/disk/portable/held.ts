import { type Entry, isSameEntry } from "../../model/entry/entry.ts";
import type { Attempt, Held, Side } from "../disk.ts";
import { nodeBuiltin } from "../node_builtin.ts";
import type { Owner, Time } from "../open_file.ts";
import { type KindFacts, kindOf } from "./entries.ts";
import { replaced, toDiskError } from "./errors.ts";
import { toDate, toLinkTime } from "./file.ts";

/**
 * What is at a path. Deno cannot hold it, so that it is looked at right before
 * each change.
 *
 * RACE: what somebody puts there between the look and the change gets the mode
 * or time, and if it is a link, what it leads to does. An owner is set by a call
 * that follows no link.
 */
export class PortableHeld implements Held {
  readonly #path: string;
  readonly #side: Side;
  readonly #expected: Entry;
  readonly #walk: (attempt: Attempt) => void;

  constructor(path: string, { side, expected, walk }: {
    readonly side: Side;
    readonly expected: Entry;
    /** Makes sure of the way to it. */
    readonly walk: (attempt: Attempt) => void;
  }) {
    this.#path = path;
    this.#side = side;
    this.#expected = expected;
    this.#walk = walk;
    this.#change("look at it", () => {});
  }

  setOwner({ uid, gid }: Owner): void {
    this.#change(
      "set the owner",
      () => nodeBuiltin("node:fs").lchownSync(this.#path, uid, gid),
    );
  }

  setMode(mode: number): void {
    this.#change("set the mode", () => Deno.chmodSync(this.#path, mode));
  }

  setTime(time: Time): void {
    this.#change("set the time", () => {
      if (this.#expected.kind === "symlink") {
        const { lutimesSync } = nodeBuiltin("node:fs");
        lutimesSync(this.#path, new Date(), toLinkTime(time));
      } else Deno.utimeSync(this.#path, new Date(), toDate(time));
    });
  }

  /** Nothing is held. */
  [Symbol.dispose](): void {}

  #change(doing: string, call: () => void): void {
    const attempt: Attempt = { doing, side: this.#side };
    this.#walk(attempt);
    try {
      if (!isStill(this.#expected, Deno.lstatSync(this.#path))) {
        throw replaced(attempt);
      }
      call();
    } catch (error) {
      throw toDiskError(error, attempt);
    }
  }
}

/** Tells whether an entry is the one that was seen, as far as the system can tell. */
export function isStill(
  seen: Entry,
  info: KindFacts & Pick<Deno.FileInfo, "dev" | "ino" | "nlink">,
): boolean {
  if (kindOf(info) !== seen.kind) return false;
  const now = { dev: info.dev, ino: info.ino ?? 0 };
  if (seen.ino !== 0 && !isSameEntry(seen, now)) return false;
  return seen.kind !== "file" || info.nlink === null ||
    info.nlink === seen.links;
}
