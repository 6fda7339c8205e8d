import type { LockedReplica } from "../../src/model/roots/locking.ts";

/** A process of its own that holds a lock until it is killed. */
export interface HolderProcess extends AsyncDisposable {
  readonly pid: number;
  /** Kills it, as the system does when memory runs out, and waits until it is gone. */
  readonly kill: () => Promise<void>;
}

/** Starts a process that takes the lock of a replica in a state folder, for `holder`. */
export function holdLock(
  request: {
    readonly folder: string;
    readonly replica: LockedReplica;
    readonly holder: string;
  },
): Promise<HolderProcess> {
  return startHolder(
    `import { takeLock } from ${JSON.stringify(urlOf("src/state/lock.ts"))};
     const { kind } = await takeLock(${JSON.stringify(request)});`,
  );
}

/** Starts a process that locks a replica's folder itself. */
export function holdFolder(replica: LockedReplica): Promise<HolderProcess> {
  return startHolder(
    `import { lockFolder } from ${
      JSON.stringify(urlOf("src/state/folder_lock.ts"))
    };
     const locking = await lockFolder(${JSON.stringify(replica)});
     const { kind } = globalThis.kept = locking;`,
  );
}

function urlOf(path: string): string {
  return new URL(`../../${path}`, import.meta.url).href;
}

/** Runs code that sets `kind`, and waits until it has said so. */
async function startHolder(code: string): Promise<HolderProcess> {
  const script = `${code}
    Deno.stdout.writeSync(new TextEncoder().encode(kind + "\\n"));
    setInterval(() => {}, 1000);`;
  const child = new Deno.Command(Deno.execPath(), {
    args: ["eval", script],
    stdin: "null",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const reader = child.stdout.getReader();
  let isOver = false;
  child.status.then(() => isOver = true);
  const kill = async (): Promise<void> => {
    if (!isOver) child.kill("SIGKILL");
    await child.status;
    await reader.cancel();
  };
  const { value } = await reader.read();
  const said = new TextDecoder().decode(value).trim();
  if (said !== "mine") {
    await kill();
    throw new Error(`The lock was to be taken, but is "${said}"`);
  }
  return { pid: child.pid, kill, [Symbol.asyncDispose]: kill };
}
