import { formatTime } from "../output/format.ts";

/** Says which process this is and since when it is at work, for other instances to tell. */
export function describeOwnProcess(): string {
  return `process ${Deno.pid}, since ${formatTime(new Date())}`;
}
