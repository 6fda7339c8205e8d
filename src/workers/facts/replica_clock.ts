import { ifPossible } from "../../disk/if_possible.ts";
import type { Moment } from "../../model/entry/drift.ts";
import { ROOT } from "../../model/paths/path.ts";
import type { PassContext } from "../context.ts";

/**
 * Returns the time by the clock of the replica's file system, which may be that
 * of another machine: it gives it to the replica's own folder when its time of
 * last change is set to what it is. `undefined` where it does not tell.
 */
export function readReplicaClock(context: PassContext): Moment | undefined {
  return ifPossible(() => {
    using root = context.openReplica(ROOT);
    if (!root.writable) return undefined;
    const own = root.own();
    using held = root.hold("", own);
    held.setTime(own);
    return roundedUp(root.changeTime?.(""));
  });
}

/** What is told in whole seconds lies anywhere in this second. */
function roundedUp(time: Moment | undefined): Moment | undefined {
  if (time === undefined || time.nanos > 0) return time;
  return { seconds: time.seconds, nanos: 999_999_999 };
}
