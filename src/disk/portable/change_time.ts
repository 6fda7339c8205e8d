import { type Moment, momentAt } from "../../model/entry/drift.ts";

/** Returns when anything about an entry was last changed. Deno tells it in whole seconds, rounded down. */
export function changeTimeAt(path: string): Moment | undefined {
  try {
    const { ctime } = Deno.lstatSync(path);
    return ctime === null ? undefined : momentAt(ctime.getTime());
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}
