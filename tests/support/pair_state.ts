import type { PairMemory } from "../../src/model/safety/memory.ts";
import { openDatabase } from "../../src/state/database.ts";
import { pairFile } from "../../src/state/pair.ts";
import type { TestFolders } from "./folders.ts";

/** A pair, and what is remembered of it: large numbers, blanks, things unknown. */
export const PAIR = { source: "/s", replica: "/r" };

export const MEMORY: PairMemory = {
  ended: "2026-11-21 09:56:01.123+01:00",
  source: {
    identity: { dev: 2 ** 60, ino: 2 ** 63 },
    bornMs: 1_700_000_000_123,
    volume: {
      type: "ext4",
      origin: "/dev/disk with blank",
      id: "4b8c-11",
      point: "/mnt/\u{1f5c2}",
      top: { ino: 2, bornMs: 1_600_000_000_000 },
    },
    entries: 12,
  },
  replica: {
    identity: { dev: 3, ino: 0 },
    bornMs: undefined,
    volume: {
      type: "nfs4",
      origin: "server:/x",
      id: undefined,
      point: "/n",
      top: undefined,
    },
    entries: 0,
  },
  marks: {
    replicaSince: { seconds: 1_700_000_000, nanos: 999_999_999 },
    sourceBefore: { seconds: -1, nanos: 1 },
  },
};

/** Returns the state file of the pair; the state folder is not there yet. */
export function fileIn({ top }: TestFolders): Promise<string> {
  return pairFile(`${top}/state/lockstep`, PAIR);
}

/** Changes a state file behind the program's back. */
export function alter(path: string, sql: string): void {
  const database = openDatabase(path, { patienceMs: 0 });
  database.exec(sql);
  database.close();
}

export function bytesOf(path: string): Uint8Array<ArrayBuffer> {
  return Deno.readFileSync(path);
}
