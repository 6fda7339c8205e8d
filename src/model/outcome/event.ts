import type { Decay } from "../entry/decay.ts";
import type { Drift } from "../entry/drift.ts";
import type { Shortage } from "../plan/room.ts";
import type { Outcome } from "./outcome.ts";
import type { PassReport } from "./report.ts";

/** What a pass tells while it runs. The log, the summary and the tests all live on these. */
export type PassEvent =
  | {
    readonly kind: "started";
    readonly pass: number;
    readonly source: string;
    readonly replica: string;
    readonly dryRun: boolean;
  }
  /** Something the user should know that concerns no single path. */
  | {
    readonly kind: "said";
    readonly level: "info" | "warn";
    readonly text: string;
  }
  /** What is to be copied does not fit; told before the first copy. */
  | { readonly kind: "short of room" } & Shortage
  /** What others did to the replica; it is told before it is put right. */
  | { readonly kind: "drifted"; readonly drifts: readonly Drift[] }
  /** What decayed and is put right, or accepted; it is told before it is written over. */
  | { readonly kind: "decayed"; readonly decays: readonly Decay[] }
  | { readonly kind: "outcomes"; readonly outcomes: readonly Outcome[] }
  | { readonly kind: "finished"; readonly report: PassReport };

/** Hears what a pass tells. */
export type PassListener = (event: PassEvent) => void;
