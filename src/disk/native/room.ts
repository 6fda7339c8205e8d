import type { Room } from "../../model/plan/room.ts";
import type { Calls } from "./calls.ts";
import { STATFS } from "./layout.ts";

const statfsBytes = new Uint8Array(STATFS.bytes);
const words = new BigUint64Array(statfsBytes.buffer);

/**
 * Returns the room on the file system of what is open, or `undefined` where it
 * does not tell. Blocks are counted in fragments, where those are known, as
 * statvfs(3) of glibc does it.
 */
export function roomOf(calls: Calls, fd: number): Room | undefined {
  const { room } = calls.libc;
  const told = calls.untilDone(() => room.fstatfs(fd, statfsBytes));
  if (told < 0) return undefined;
  const word = (at: number): number => Number(words[at] ?? 0n);
  const size = word(STATFS.fragmentSize) || word(STATFS.blockSize);
  return {
    free: word(STATFS.available) * size,
    used: (word(STATFS.blocks) - word(STATFS.free)) * size,
  };
}
