import type { SafetyRules } from "../../model/safety/safety.ts";
import {
  type DiskChoice,
  DURABILITIES,
  type Durability,
  type MirrorOptions,
} from "../../model/settings.ts";
import type { TrashChoice } from "../../model/trash/trash.ts";
import type { LogFormat } from "../../output/line.ts";
import { parseDuration } from "../../schedule/duration.ts";
import type { RawArguments } from "../arguments/arguments.ts";
import { parseKeeping } from "../arguments/keep.ts";
import { parseChangeLimit, parseDeleteLimit } from "../arguments/limit.ts";
import { parseSize } from "../arguments/size.ts";
import {
  parseChoice,
  parseCount,
  parseDigest,
  parseDisk,
  parseThreads,
  refuseEmpty,
} from "../arguments/values.ts";
import { UsageError } from "../usage_error.ts";
import { type FilterRequest, parseFilters } from "./filters.ts";

/** A mirror as the command line asks for it; paths are as they were given. */
export interface SyncRequest {
  readonly source: string;
  readonly replica: string;
  /** `undefined` for a single pass. */
  readonly everyMs: number | undefined;
  readonly options: Omit<MirrorOptions, "owner" | "attributes" | "filters">;
  /** What is left out. */
  readonly filters: FilterRequest;
  /** Owner and group are kept where that is possible at all. */
  readonly keepOwner: boolean;
  /** Extended attributes are kept as far as the user may. */
  readonly keepAttributes: boolean;
  readonly safety: SafetyRules;
  /** Where old versions go, if they are kept. */
  readonly trash: TrashChoice | undefined;
  readonly createSource: boolean;
  readonly yes: boolean;
  readonly log: LogRequest;
  /** Standard output is for programs. */
  readonly json: boolean;
  /** Where programs find what the last pass came to. */
  readonly summaryFile: string | undefined;
  readonly threads: number | undefined;
  readonly disk: DiskChoice;
}

export interface LogRequest {
  readonly path: string;
  readonly format: LogFormat;
  readonly maxBytes: number;
  readonly keep: number;
  readonly quiet: boolean;
}

/** The log where none is named: in the current folder, of jobs beside their file. */
export const DEFAULT_LOG = "sync_log.txt";

const DEFAULT_INTERVAL_MS = 600_000;
const DEFAULT_LOG_BYTES = 10 * 1024 * 1024;
const DEFAULT_LOG_KEEP = 5;

/**
 * Understands what is asked of a mirror.
 * @throws {UsageError} if it makes no sense, in one sentence
 */
export function parseSync(given: RawArguments): SyncRequest {
  const { switches } = given;
  const [source, replica, ...rest] = given.positionals;
  if (source === undefined || replica === undefined) {
    throw new UsageError(
      'two folders are needed: lockstep SOURCE REPLICA [INTERVAL] [LOG]; "lockstep --help" tells more',
    );
  }
  refuseEmpty("SOURCE", source);
  refuseEmpty("REPLICA", replica);
  refuseContradiction(given);
  const { interval, log } = trailing(rest, given);
  const isOnce = switches.has("once") || switches.has("dry-run");
  const { trash, keep } = parseKeeping(given);
  return {
    source,
    replica,
    everyMs: isOnce ? undefined : interval,
    options: { ...parseOptions(given), keep },
    filters: parseFilters(given),
    trash,
    keepOwner: !switches.has("no-owner"),
    keepAttributes: switches.has("xattrs"),
    safety: parseSafety(given),
    createSource: switches.has("create-source"),
    yes: switches.has("yes"),
    log: parseLog(given, log),
    json: switches.has("json"),
    summaryFile: parseSummaryFile(given, log),
    disk: parseDisk(given),
    threads: parseThreads(given),
  };
}

/** @throws {UsageError} for switches that exclude each other */
function refuseContradiction({ switches }: RawArguments): void {
  if (switches.has("quiet") && switches.has("verbose")) {
    throw new UsageError(
      '"--quiet" and "--verbose" exclude each other: give one of them',
    );
  }
}

function parseOptions(
  given: RawArguments,
): Omit<SyncRequest["options"], "keep"> {
  const { switches } = given;
  const digest = parseDigest(given);
  const dryRun = switches.has("dry-run");
  return {
    contents: switches.has("checksum") || digest !== undefined,
    digest,
    update: switches.has("update"),
    hardLinks: switches.has("hard-links"),
    durable: parseDurability(given),
    removals: !switches.has("no-delete"),
    dryRun,
    acls: switches.has("acls"),
    specials: switches.has("specials"),
    sparse: switches.has("sparse"),
    unchanged: switches.has("verbose"),
    sizes: dryRun,
  };
}

function parseSafety({ switches, values }: RawArguments): SafetyRules {
  return {
    maxDelete: parseDeleteLimit(values.get("max-delete")),
    maxChange: parseChangeLimit(values.get("max-change")),
    allowEmptySource: switches.has("allow-empty-source"),
    acceptNewRoot: switches.has("accept-new-root"),
    failOnDrift: switches.has("fail-on-drift"),
    acceptDecay: switches.has("accept-decay"),
    refuseSwapped: true,
    removals: !switches.has("no-delete"),
  };
}

function parseSummaryFile(
  { values }: RawArguments,
  log: string,
): string | undefined {
  const summaryFile = values.get("summary-file");
  if (summaryFile !== log) return summaryFile;
  throw new UsageError(
    `the log and the summary file are one, "${log}": name two files`,
  );
}

/** INTERVAL and LOG, which come in either order or as options, but each only once. */
function trailing(
  rest: readonly string[],
  given: RawArguments,
): { readonly interval: number; readonly log: string } {
  let interval = given.values.get("interval");
  let log = given.values.get("log");
  for (const argument of rest) {
    if (parseDuration(argument) === undefined) {
      refuseMisspelled(argument);
      if (log !== undefined) throw twice("log file", log, argument);
      log = argument;
    } else {
      if (interval !== undefined) throw twice("interval", interval, argument);
      interval = argument;
    }
  }
  if (log === "") {
    throw new UsageError("the log file's name is empty: name a file");
  }
  return { interval: parseInterval(interval), log: log ?? DEFAULT_LOG };
}

/** What looks like a time and is none was not meant as the name of a log. */
function refuseMisspelled(argument: string): void {
  if (!/^\d(?:[\da-z ]|[.,](?=\d))*$/i.test(argument)) return;
  throw new UsageError(
    `"${argument}" is no interval: ${AN_INTERVAL}; a log of that name is --log "${argument}"`,
  );
}

/** What an interval looks like. */
const AN_INTERVAL =
  "expected seconds above 0 (600) or a time such as 30s, 10m, 1h30m, 1d";

function twice(what: string, first: string, second: string): UsageError {
  return new UsageError(
    `the ${what} is given twice, "${first}" and "${second}": give it once`,
  );
}

function parseInterval(text: string | undefined): number {
  if (text === undefined) return DEFAULT_INTERVAL_MS;
  const milliseconds = parseDuration(text);
  if (milliseconds === undefined || milliseconds <= 0) {
    throw new UsageError(`"${text}" is no interval: ${AN_INTERVAL}`);
  }
  return milliseconds;
}

function parseDurability({ values }: RawArguments): Durability {
  const text = values.get("durable") ?? "off";
  return parseChoice(text, DURABILITIES, "is no durability");
}

const LOG_FORMATS = ["text", "json"] as const satisfies readonly LogFormat[];

function parseLog(given: RawArguments, path: string): LogRequest {
  return {
    path,
    format: parseChoice(
      given.values.get("log-format") ?? "text",
      LOG_FORMATS,
      "is no log format",
    ),
    maxBytes: parseLogSize(given.values.get("log-max-size")),
    keep: parseCount(given, "log-keep", { least: 1, most: 1000 }) ??
      DEFAULT_LOG_KEEP,
    quiet: given.switches.has("quiet"),
  };
}

function parseLogSize(text: string | undefined): number {
  if (text === undefined) return DEFAULT_LOG_BYTES;
  const bytes = parseSize(text);
  if (bytes !== undefined && bytes > 0) return bytes;
  throw new UsageError(
    `"${text}" is no size: expected bytes (1048576) or a size such as 512KiB, 10MiB`,
  );
}
