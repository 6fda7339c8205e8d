import { type Attributes, isAcl } from "../../model/entry/attributes.ts";
import { decodeName } from "../../model/paths/name_bytes.ts";
import { quote } from "../../model/paths/quote.ts";
import { type Attempt, DiskError, type Side } from "../disk.ts";
import type { WritableAttributes } from "../entry_attributes.ts";
import { errnoName } from "../errno.ts";
import type { Calls } from "./calls.ts";

/** Whose attributes they are: what is open, or held without being open, or what has a name in an open folder. */
export type Holder =
  | { readonly kind: "open"; readonly fd: number }
  | { readonly kind: "held"; readonly fd: number }
  | {
    readonly kind: "named";
    readonly folder: number;
    readonly name: string;
  };

/** How a call is told whose attributes it is about. */
type Place =
  | { readonly kind: "open"; readonly fd: number }
  /** "held": a link at the path is followed, which leads to what is held. */
  | {
    readonly kind: "held" | "named";
    readonly path: Uint8Array<ArrayBuffer>;
  };

/**
 * What a value, or the list of all names, may take: the kernel has no longer
 * ones (XATTR_SIZE_MAX and XATTR_LIST_MAX, include/uapi/linux/limits.h).
 *
 * Perf: the kernel clears as much memory as it is offered, 64 KiB of it for
 * nearly nothing; so much is offered only after the little was not enough.
 */
const little = new Uint8Array(1024);
const enough = new Uint8Array(64 * 1024);

/** Where the kernel shows the files that this process has open; see proc_pid_fd(5). */
export const OPEN_FILES = "/proc/self/fd";

/**
 * The extended attributes of one entry. The calls that take a name know no open
 * folder, so that the name is looked up below the folder's own place in /proc:
 * that leads to the open folder itself, wherever it has been moved, and the
 * last name is not followed.
 */
export class NativeAttributes implements WritableAttributes {
  readonly #calls: Calls;
  readonly #side: Side;
  readonly #holder: Holder;

  constructor(holder: Holder, { calls, side }: { calls: Calls; side: Side }) {
    this.#holder = holder;
    this.#calls = calls;
    this.#side = side;
  }

  /** A file system that has no attributes has none of any name. */
  read(isWanted: (name: string) => boolean): Attributes {
    const found = new Map<string, Uint8Array>();
    for (const name of this.#names()) {
      const value = isWanted(name) ? this.#value(name) : undefined;
      if (value !== undefined) found.set(name, value);
    }
    return found;
  }

  set(name: string, value: Uint8Array): void {
    const attempt = this.#attempt(`set ${describe(name)}`);
    const { attributes: libc } = this.#calls.libc;
    // The kernel's own limit, met here, because the memory is no larger.
    if (value.length > enough.length) throw tooMuch("E2BIG", attempt);
    enough.set(value);
    const size = BigInt(value.length);
    this.#must(attempt, (place) => {
      const bytes = this.#calls.otherName(name, attempt);
      switch (place.kind) {
        case "open":
          return libc.fsetxattr(place.fd, bytes, enough, size, 0);
        case "held":
          return libc.setxattr(place.path, bytes, enough, size, 0);
        case "named":
          return libc.lsetxattr(place.path, bytes, enough, size, 0);
      }
    });
  }

  remove(name: string): void {
    const attempt = this.#attempt(`remove ${describe(name)}`);
    const { attributes: libc } = this.#calls.libc;
    this.#must(attempt, (place) => {
      const bytes = this.#calls.otherName(name, attempt);
      switch (place.kind) {
        case "open":
          return libc.fremovexattr(place.fd, bytes);
        case "held":
          return libc.removexattr(place.path, bytes);
        case "named":
          return libc.lremovexattr(place.path, bytes);
      }
    });
  }

  #names(): readonly string[] {
    const attempt = this.#attempt("list the attributes");
    const { attributes: libc } = this.#calls.libc;
    const list = this.#ask(attempt, (place, buffer, size) => {
      switch (place.kind) {
        case "open":
          return libc.flistxattr(place.fd, buffer, size);
        case "held":
          return libc.listxattr(place.path, buffer, size);
        case "named":
          return libc.llistxattr(place.path, buffer, size);
      }
    });
    if (list === undefined || list.length === 0) return [];
    return decodeName(list.subarray(0, -1)).split("\0");
  }

  /** Returns `undefined` if it has been removed since the names were listed. */
  #value(name: string): Uint8Array | undefined {
    const attempt = this.#attempt(`read ${describe(name)}`);
    const { attributes: libc } = this.#calls.libc;
    return this.#ask(attempt, (place, buffer, size) => {
      const bytes = this.#calls.otherName(name, attempt);
      switch (place.kind) {
        case "open":
          return libc.fgetxattr(place.fd, bytes, buffer, size);
        case "held":
          return libc.getxattr(place.path, bytes, buffer, size);
        case "named":
          return libc.lgetxattr(place.path, bytes, buffer, size);
      }
    })?.slice();
  }

  /** Returns what a call filled in, or `undefined` where there is no such thing. */
  #ask(
    attempt: Attempt,
    call: (
      place: Place,
      buffer: Uint8Array<ArrayBuffer>,
      size: bigint,
    ) => number,
  ): Uint8Array | undefined {
    let code = "";
    for (const buffer of [little, enough]) {
      const size = BigInt(buffer.length);
      const asked = this.#call(attempt, (place) => call(place, buffer, size));
      if (typeof asked === "number") return buffer.subarray(0, asked);
      if (NO_SUCH.has(asked)) return undefined;
      code = asked;
      if (code !== "ERANGE") break;
    }
    throw this.#calls.errorOf(code, attempt);
  }

  #must(attempt: Attempt, call: (place: Place) => number): void {
    const done = this.#call(attempt, call);
    if (typeof done === "string" && done !== "ENODATA") {
      throw TOO_MUCH.has(done)
        ? tooMuch(done, attempt)
        : this.#calls.errorOf(done, attempt);
    }
  }

  /** Returns what the call returned, or the code of the error that it failed with. */
  #call(attempt: Attempt, call: (place: Place) => number): number | string {
    const result = this.#calls.untilDone(() => call(this.#place(attempt)));
    return result >= 0 ? result : errnoName(this.#calls.libc.errno());
  }

  #place(attempt: Attempt): Place {
    const holder = this.#holder;
    switch (holder.kind) {
      case "open":
        return holder;
      case "held":
        return {
          kind: "held",
          path: this.#calls.name(`${OPEN_FILES}/${holder.fd}`, attempt),
        };
      case "named": {
        const path = `${OPEN_FILES}/${holder.folder}/${holder.name}`;
        return { kind: "named", path: this.#calls.name(path, attempt) };
      }
    }
  }

  #attempt(doing: string): Attempt {
    return { doing, side: this.#side };
  }
}

function describe(name: string): string {
  return isAcl(name) ? "the ACL" : `the attribute ${quote(name)}`;
}

/** No attribute of that name, or a file system without attributes. */
const NO_SUCH = new Set(["ENODATA", "EOPNOTSUPP"]);

/** No room: most often the little that a file system has for the attributes of one entry, 4 KiB on ext4. */
const TOO_MUCH = new Set(["ENOSPC", "E2BIG"]);

function tooMuch(code: string, attempt: Attempt): DiskError {
  const reason = "the file system has no room for it";
  return new DiskError(reason, { ...attempt, code });
}
