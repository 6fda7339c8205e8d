import type { NamedRoots } from "../../model/roots/roots.ts";
import type { Console } from "../../output/console.ts";
import { Log } from "../../output/log.ts";
import type { SyncRequest } from "../sync/sync_request.ts";

/** Returns the log of a mirror. A dry run writes no log file: it changes nothing at all. */
export function openLog(
  { log, options }: SyncRequest,
  { named: { log: path }, console }: {
    readonly named: NamedRoots;
    readonly console: Console;
  },
): Log {
  const { maxBytes, keep, format, quiet } = log;
  return new Log({
    console,
    file: options.dryRun || path === undefined
      ? undefined
      : { path, maxBytes, keep, user: Deno.uid() ?? undefined },
    format,
    quiet,
    now: () => new Date(),
  });
}
