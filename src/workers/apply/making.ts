import type { Entry, EntryKind } from "../../model/entry/entry.ts";
import type {
  CreateStep,
  RetypeStep,
  UpdateStep,
} from "../../model/plan/step.ts";

/** One entry of the source that is to be made in the replica. */
export interface Making {
  readonly step: CreateStep | UpdateStep | RetypeStep;
  readonly kind: EntryKind;
  /** What is expected at the name and gives way to it. */
  readonly replaces: Entry | undefined;
  readonly action: "created" | "copied" | "updated";
  readonly reason?: string;
  /** What gives way was made by this pass itself, so that it is no old version. @default {false} */
  readonly replacesOwn?: boolean;
}
