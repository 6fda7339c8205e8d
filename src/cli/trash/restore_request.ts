import { quote } from "../../model/paths/quote.ts";
import type { DiskChoice } from "../../model/settings.ts";
import { passName } from "../../model/trash/trash.ts";
import type { RawArguments } from "../arguments/arguments.ts";
import { parseMoment } from "../arguments/moment.ts";
import { refuseEmptyPath } from "../arguments/path_below.ts";
import {
  parseDisk,
  parseThreads,
  refuseEmpty,
  refuseMore,
} from "../arguments/values.ts";
import { UsageError } from "../usage_error.ts";

/** What is to be brought back, as the command line asks for it; paths are as they were given. */
export interface RestoreWish {
  readonly replica: string;
  readonly path: string;
  /** The name that a pass of that time would have. */
  readonly at: string;
  readonly to: string | undefined;
  readonly trash: string | undefined;
  readonly hardLinks: boolean;
  readonly dryRun: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly threads: number | undefined;
  readonly disk: DiskChoice;
}

/**
 * Understands what is to be brought back, at a time in milliseconds since 1970.
 * @throws {UsageError} if it makes no sense
 */
export function parseRestore(given: RawArguments, now: number): RestoreWish {
  const { switches, values, positionals } = given;
  const [replica, path, ...rest] = positionals;
  const time = values.get("at");
  if (replica === undefined || path === undefined || time === undefined) {
    throw new UsageError(
      "a replica, a path and a time are needed: lockstep restore REPLICA PATH --at TIME",
    );
  }
  refuseMore(rest);
  refuseEmpty("REPLICA", replica);
  refuseEmptyPath(path);
  return {
    replica,
    path,
    at: parseTime(time, now),
    to: values.get("to"),
    trash: values.get("trash"),
    hardLinks: switches.has("hard-links"),
    dryRun: switches.has("dry-run"),
    json: switches.has("json"),
    quiet: switches.has("quiet"),
    threads: parseThreads(given),
    disk: parseDisk(given),
  };
}

function parseTime(text: string, now: number): string {
  const time = parseMoment(text, now);
  if (time === undefined || time < 0) {
    throw new UsageError(
      `${
        quote(text)
      } is no time: expected 3d (ago), 2026-11-20, "2026-11-20 14:03", or a pass as "lockstep versions" lists it`,
    );
  }
  if (time > now) {
    throw new UsageError(
      `${quote(text)} is yet to come: name a time before now`,
    );
  }
  return passName(time);
}
