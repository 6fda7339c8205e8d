import type { Identity } from "../entry/entry.ts";

/** What became of the wish to be the only one at work on a replica. */
export type Locking =
  | { readonly kind: "mine"; readonly lock: Disposable }
  /** `holder` says who was first: "process 4711, since 2026-11-21 09:56:01". */
  | { readonly kind: "taken"; readonly holder: string };

/** Holds nothing, where nobody has to be kept off. */
export const NO_LOCK: Disposable = { [Symbol.dispose]: () => {} };

/** A replica as it is locked. */
export interface LockedReplica {
  /** Absolute path without links. */
  readonly path: string;
  readonly identity: Identity;
}

/** Keeps other instances off a replica until what it returns is disposed of. */
export type LockReplica = (replica: LockedReplica) => Promise<Locking>;
