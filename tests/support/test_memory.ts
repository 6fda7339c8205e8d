import type { Contents } from "../../src/model/entry/decay.ts";
import type { RelativePath } from "../../src/model/paths/path.ts";
import type {
  ContentsChanges,
  Memory,
  PairMemory,
  RootsOfPair,
} from "../../src/model/safety/memory.ts";

/** Remembers one pair as long as the test lasts. */
export function testMemory(): Memory & {
  memory: PairMemory | undefined;
  /** What was last known of each path. */
  readonly contents: Map<RelativePath, Contents>;
} {
  const it = {
    memory: undefined as PairMemory | undefined,
    contents: new Map<RelativePath, Contents>(),
    passes: new Map<RelativePath, number>(),
    recall: () =>
      Promise.resolve(
        it.memory === undefined
          ? { kind: "nothing" } as const
          : { kind: "known", memory: it.memory, isOfThisRun: true } as const,
      ),
    beginChanges: (_pair: unknown, unknown?: RootsOfPair) => {
      if (unknown !== undefined) {
        it.memory = { ...unknown, ended: "never", marks: undefined };
      } else if (it.memory !== undefined) {
        it.memory = { ...it.memory, marks: undefined };
      }
      return Promise.resolve();
    },
    remember: (_pair: unknown, roots: Omit<PairMemory, "ended">) => {
      it.memory = { ...roots, ended: "then" };
      return Promise.resolve();
    },
    recallContents: () => Promise.resolve(it.contents),
    rememberContents: (
      _pair: unknown,
      { pass, known, gone, isAll }: ContentsChanges,
    ) => {
      for (const path of gone) it.contents.delete(path);
      for (const { path, ...contents } of known) {
        it.contents.set(path, contents);
        it.passes.set(path, pass);
      }
      if (!isAll) return Promise.resolve();
      for (const path of it.contents.keys()) {
        if (it.passes.get(path) !== pass) it.contents.delete(path);
      }
      return Promise.resolve();
    },
  };
  return it;
}
