import { describeError } from "../../model/outcome/reasons.ts";
import { quote } from "../../model/paths/quote.ts";
import type {
  LockedReplica,
  Locking,
  LockReplica,
} from "../../model/roots/locking.ts";
import { lockFolder } from "../../state/folder_lock.ts";

/** Where locks are kept, and who is told if they cannot be. */
export interface LockerOptions {
  /** The state folder; `undefined` where the environment names none. */
  readonly folder: string | undefined;
  /** Who asks, to be told to another instance. */
  readonly holder: string;
  readonly warn: (text: string) => void;
}

/**
 * Locks the replica twice: until the program ends against instances with the
 * same state folder, and for the length of each pass against all others. In the
 * time between passes nothing keeps the replica from being unmounted.
 */
export class Locker implements Disposable {
  readonly #options: LockerOptions;
  #held:
    | { readonly replica: LockedReplica; readonly lock: Disposable }
    | undefined;

  constructor(options: LockerOptions) {
    this.#options = options;
  }

  readonly lock: LockReplica = async (replica) => {
    const locking = await this.#holdUntilTheEnd(replica);
    return locking?.kind === "taken" ? locking : await lockFolder(replica);
  };

  [Symbol.dispose](): void {
    this.#held?.lock[Symbol.dispose]();
    this.#held = undefined;
  }

  async #holdUntilTheEnd(replica: LockedReplica): Promise<Locking | undefined> {
    const { folder, holder, warn } = this.#options;
    if (folder === undefined || this.#holds(replica)) return undefined;
    this[Symbol.dispose]();
    const { takeLock } = await import("../../state/lock.ts");
    try {
      const locking = await takeLock({ folder, replica, holder });
      if (locking.kind === "mine") this.#held = { replica, lock: locking.lock };
      return locking;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      warn(
        `other instances may not be kept off the replica: cannot lock it in the state folder ${
          quote(folder)
        }: ${
          describeError(error)
        }. Have XDG_STATE_HOME name a folder that can be written`,
      );
      return undefined;
    }
  }

  #holds({ path, identity }: LockedReplica): boolean {
    const held = this.#held?.replica;
    return held?.path === path && held.identity.dev === identity.dev &&
      held.identity.ino === identity.ino;
  }
}
