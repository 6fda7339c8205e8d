import type { Moment } from "../model/entry/drift.ts";

/** A folder that knows when its entries were changed in any way (ctime), which nobody can set. */
export interface ChangeTimes {
  /** Returns it for what is at `name`, "" for the folder itself; `undefined` where it cannot be told. */
  changeTime?(name: string): Moment | undefined;
}
