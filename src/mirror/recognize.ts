import type { PassListener } from "../model/outcome/event.ts";
import {
  checkSameRoots,
  type FoundPair,
  type Memory,
  type PairMemory,
  pairOf,
} from "../model/safety/memory.ts";
import type { Refusal } from "../model/safety/refusal.ts";
import type { SafetyRules } from "../model/safety/safety.ts";
import { type Ended, ended, unfit } from "./ended.ts";

/** What recognizing roots works with. */
export interface RecognizeMeans {
  readonly memory: Memory;
  readonly listen: PassListener;
  readonly isStopped: () => boolean;
  /** Asks whether what was refused is to be done all the same. */
  readonly askToGoOn: (refusal: Refusal) => Promise<boolean>;
}

/** Roots that may be mirrored, or a pass that has ended before. */
export type Recognized =
  | { readonly kind: "go" } & RecognizedRoots
  | Ended;

/** What is known of roots that may be mirrored. */
export interface RecognizedRoots {
  /** What the pass can be held against; `undefined` where nothing is remembered, or a root is new. */
  readonly memory: PairMemory | undefined;
  /** The source had entries, and is taken even if it has none now. @default {false} */
  readonly mayBeEmptied?: boolean | undefined;
}

/** Makes sure that the roots are those of the last pass, if there was one. */
export async function recognize(
  roots: FoundPair,
  { acceptNewRoot }: Pick<SafetyRules, "acceptNewRoot">,
  { memory: remembered, listen, isStopped, askToGoOn }: RecognizeMeans,
): Promise<Recognized> {
  const recalled = await remembered.recall(pairOf(roots));
  if (recalled.kind === "nothing") return { kind: "go", memory: undefined };
  if (recalled.kind === "unreadable") {
    return unfit(recalled.refusal);
  }
  const { memory, isOfThisRun, isByName = false } = recalled;
  const mayBeNew = acceptNewRoot && !isOfThisRun;
  const refusal = checkSameRoots(memory, roots, { isByName });
  if (refusal === undefined) {
    return mayBeNew
      ? {
        kind: "go",
        memory: undefined,
        mayBeEmptied: memory.source.entries > 0,
      }
      : { kind: "go", memory };
  }
  if (mayBeNew) {
    const text = `${refusal.reason}; allowed by --accept-new-root`;
    listen({ kind: "said", level: "warn", text });
  } else if (!await askToGoOn(refusal)) {
    return ended(
      isStopped() ? { kind: "stopped" } : { kind: "refused", refusal },
    );
  }
  return { kind: "go", memory: undefined };
}
