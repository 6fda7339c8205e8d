import { type Libc, openLibc } from "../../src/disk/native/libc.ts";

/** What is done instead of a call; `call` makes it. */
export type Trouble = (
  call: (...args: readonly unknown[]) => unknown,
  args: readonly unknown[],
) => unknown;

/** The calls that are troubled, by name. */
export type Troubles = Readonly<Record<string, Trouble>>;

/** A trouble that is not a result, but a failure with this number. */
class Failure {
  readonly errno: number;

  constructor(errno: number) {
    this.errno = errno;
  }
}

/** A call that fails with each of these numbers in turn, and works from then on. */
export function failing(...errnos: readonly number[]): Trouble {
  const left = [...errnos];
  return (call, args) => {
    const errno = left.shift();
    return errno === undefined ? call(...args) : new Failure(errno);
  };
}

/** A call that always fails with this number. */
export function broken(errno: number): Trouble {
  return () => new Failure(errno);
}

/** A call that works, before which something happens the first time. */
export function afterOnce(action: () => void): Trouble {
  let hasHappened = false;
  return (call, args) => {
    if (!hasHappened) {
      hasHappened = true;
      action();
    }
    return call(...args);
  };
}

/** The C library, with troubles in some of its calls. */
export function troubledLibc(troubles: Troubles): Libc {
  const real = openLibc();
  let failed: number | undefined;
  const trouble = <Symbols extends object>(symbols: Symbols): Symbols => {
    const changed: Record<string, unknown> = {};
    for (const [name, call] of Object.entries(symbols)) {
      const { [name]: todo } = troubles;
      changed[name] = (...args: readonly unknown[]): unknown => {
        failed = undefined;
        const result = todo === undefined ? call(...args) : todo(call, args);
        if (!(result instanceof Failure)) return result;
        failed = result.errno;
        return -1;
      };
    }
    return { ...symbols, ...changed };
  };
  const {
    errno,
    more,
    attributes,
    flushing,
    special,
    room,
    chmod,
    ...looking
  } = real;
  return {
    ...trouble(looking),
    errno: () => failed ?? errno(),
    more: trouble(more),
    attributes: trouble(attributes),
    flushing: trouble(flushing),
    special: trouble(special),
    room,
    chmod: trouble(chmod),
  };
}

/** Numbers of errors: include/uapi/asm-generic/errno-base.h, errno.h. */
export const ERRNO = {
  EPERM: 1,
  ENOENT: 2,
  EINTR: 4,
  EIO: 5,
  E2BIG: 7,
  EBADF: 9,
  EAGAIN: 11,
  EACCES: 13,
  EEXIST: 17,
  EXDEV: 18,
  ENOTDIR: 20,
  EINVAL: 22,
  ETXTBSY: 26,
  ENOSPC: 28,
  ENOSYS: 38,
  EPROTO: 71,
  EOPNOTSUPP: 95,
  EDQUOT: 122,
} as const;
