import {
  isRemovedNames,
  type Told,
} from "../../model/outcome/removed_names.ts";
import type { Answer } from "../job.ts";
import { BYTES_FOR_A_LOOK } from "../survey/survey_contents.ts";

/**
 * A look at an entry takes a disk of this machine some 3 us, and 30 where much
 * else goes on; a server that is asked over a network 200 and more. From here
 * on, in milliseconds, threads do little else but wait.
 */
const SLOW_LOOK_MS = 0.25;

/** A change is some ten calls. */
const LOOKS_FOR_A_CHANGE = 10;

/** Fewer looks tell nothing: a thread may have waited for something else meanwhile. */
const LEAST_LOOKS = 100;

/**
 * Tells whether a job was kept waiting by the file systems, so that more threads
 * would get more done.
 *
 * Perf: 5,000 files of 1 KiB took 32 s to an SFTP server 1 ms away each way, and
 * 7.7 s when nothing was to be done; with two threads throughout 59 and 17.6 s
 * (sshfs without caches, 2 cores).
 */
export function isKeptWaiting(answer: Answer, milliseconds: number): boolean {
  // Perf: hardly a job takes so long, and what others have done is not counted.
  if (milliseconds <= LEAST_LOOKS * SLOW_LOOK_MS) return false;
  const looks = looksOf(answer);
  return looks >= LEAST_LOOKS && milliseconds / looks > SLOW_LOOK_MS;
}

/** What was done, in looks at an entry. */
function looksOf(answer: Answer): number {
  switch (answer.kind) {
    case "surveyed": {
      const { source, replica, bytes } = answer.counts;
      return source + replica + bytes / BYTES_FOR_A_LOOK;
    }
    case "applied":
      return answer.outcomes.reduce((sum, it) => sum + looksFor(it), 0);
    default:
      return 0;
  }
}

function looksFor(told: Told): number {
  if (isRemovedNames(told)) return told.count * LOOKS_FOR_A_CHANGE;
  const bytes = told.status === "done" ? told.bytes ?? 0 : 0;
  return LOOKS_FOR_A_CHANGE + bytes / BYTES_FOR_A_LOOK;
}
