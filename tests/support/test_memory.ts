import type { Memory, PairMemory } from "../../src/model/memory.ts";

/** Remembers one pair as long as the test lasts. */
export function testMemory(): Memory & { memory: PairMemory | undefined } {
  const it = {
    memory: undefined as PairMemory | undefined,
    recall: () =>
      Promise.resolve(
        it.memory === undefined
          ? { kind: "nothing" } as const
          : { kind: "known", memory: it.memory, isOfThisRun: true } as const,
      ),
    beginChanges: () => {
      if (it.memory !== undefined) {
        it.memory = { ...it.memory, marks: undefined };
      }
      return Promise.resolve();
    },
    remember: (_pair: unknown, roots: Omit<PairMemory, "ended">) => {
      it.memory = { ...roots, ended: "then" };
      return Promise.resolve();
    },
  };
  return it;
}
