import { quote } from "../../model/paths/quote.ts";
import { styleOfPath } from "../../model/paths/system_path.ts";
import { parseDuration } from "../../schedule/duration.ts";
import type { RawArguments } from "../arguments/arguments.ts";
import { absolutePath } from "../arguments/paths.ts";
import { parseChoice } from "../arguments/values.ts";
import { doOverlap } from "../config/conflicts.ts";
import { type OptionName, OPTIONS, type OptionSpec } from "../options.ts";
import { parseSync } from "../sync/sync_request.ts";
import { UsageError } from "../usage_error.ts";

/** What can start lockstep. */
const SYSTEMS = ["systemd", "cron", "launchd", "windows"] as const;

export type System = typeof SYSTEMS[number];

/** What `lockstep schedule` is asked for. */
export interface ScheduleRequest {
  readonly system: System;
  readonly name: string;
  readonly about: string;
  readonly everyMs: number;
  /** The arguments of one pass; all paths in them are absolute. */
  readonly args: readonly string[];
}

/** Where it is asked. */
export interface Place {
  readonly os: typeof Deno.build.os;
  readonly currentFolder: string;
}

/** Options that are not those of the pass, or come by another way. */
const OWN = [
  "every",
  "for",
  "name",
  "once",
  "log",
  "config",
  "json",
  "help",
  "version",
];

/**
 * Understands what is to be scheduled. What is asked of the mirror is looked
 * through as if it were to begin now.
 * @throws {UsageError} if it makes no sense, in one sentence
 */
export function parseSchedule(
  given: RawArguments,
  place: Place,
): ScheduleRequest {
  const { positionals: [source, replica, third], values } = given;
  if (source === undefined || replica === undefined) {
    throw new UsageError(
      "two folders or a job are needed: lockstep schedule SOURCE REPLICA --every TIME",
    );
  }
  const isInterval = third !== undefined && parseDuration(third) !== undefined;
  if (isInterval || values.has("interval")) {
    throw new UsageError(
      "the system starts each pass by itself: give --every TIME instead of an interval",
    );
  }
  if (values.has("config")) {
    throw new UsageError(
      '"--config" needs a job instead of two folders: lockstep schedule JOB --config FILE',
    );
  }
  refuseDryRun(given);
  const { log } = parseSync(given);
  const system = parseSystem(values.get("for"), place.os);
  const absolute = absoluteIn(place, system);
  const folders = [absolute(source), absolute(replica)] as const;
  if (doOverlap(...folders)) throw overlapping(folders);
  return {
    system,
    name: parseName(values.get("name")) ?? nameAfter(replica),
    about: `lockstep ${folders.map(quote).join(" ")}`,
    everyMs: parseEvery(values.get("every")),
    args: [
      "sync",
      ...folders,
      "--once",
      `--log=${absolute(log.path)}`,
      ...passedOn(given, absolute),
    ],
  };
}

/** Each start would be refused, where nobody looks. */
function overlapping(folders: readonly string[]): UsageError {
  const named = folders.map(quote).join(" and ");
  return new UsageError(
    `${named} are one folder, or one lies in the other: name two folders apart`,
  );
}

/** @throws {UsageError} for a dry run, which nobody would see */
export function refuseDryRun({ switches }: RawArguments): void {
  if (!switches.has("dry-run")) return;
  throw new UsageError(
    '"--dry-run" makes no sense in a timetable: leave it out, and try it with "lockstep plan"',
  );
}

/** Returns what makes the paths of a command line absolute; a timetable for Windows may be written elsewhere. */
export function absoluteIn(
  { os, currentFolder }: Place,
  system: System,
): (path: string) => string {
  return (path) => {
    const isOfWindows = system === "windows" &&
      styleOfPath(path) === "windows";
    const plain = path.replace(/^(\.\/)+(?=.)/, "");
    return absolutePath(plain, currentFolder, isOfWindows ? "windows" : os);
  };
}

/** Returns the other options of the pass, each in one word. */
export function passedOn(
  { switches, values }: RawArguments,
  absolute: (path: string) => string,
): readonly string[] {
  const options: readonly (OptionSpec & { readonly name: OptionName })[] =
    OPTIONS;
  return options.filter(({ name }) => !OWN.includes(name))
    .flatMap(({ name, value, repeats }) => {
      const text = values.get(name);
      if (text === undefined) {
        return switches.has(name) ? [`--${name}`] : [];
      }
      const isPath = value === "FILE" || value === "FOLDER";
      const texts = repeats === "lines" ? text.split("\n") : [text];
      return texts.map((text) => `--${name}=${isPath ? absolute(text) : text}`);
    });
}

/**
 * Returns what is to start lockstep.
 * @throws {UsageError} if there is nothing of this name
 */
export function parseSystem(
  text: string | undefined,
  os: Place["os"],
): System {
  if (text === undefined) return systemOf(os);
  const isNone = "is nothing that lockstep writes a timetable for";
  return parseChoice(text, SYSTEMS, isNone);
}

function systemOf(os: Place["os"]): System {
  switch (os) {
    case "linux":
    case "android":
      return "systemd";
    case "darwin":
      return "launchd";
    case "windows":
      return "windows";
    default:
      return "cron";
  }
}

/**
 * Returns the time between starts, in milliseconds.
 * @throws {UsageError} if it is missing or none
 */
export function parseEvery(text: string | undefined): number {
  if (text === undefined) {
    throw new UsageError(
      "a time is needed: --every 15m, 1h, 12h or 1d, say",
    );
  }
  const milliseconds = parseDuration(text);
  if (
    milliseconds === undefined || milliseconds <= 0 || milliseconds % 1000 !== 0
  ) {
    throw new UsageError(
      `"${text}" is no time for --every: expected a time in whole seconds such as 15m, 1h, 12h, 1d`,
    );
  }
  return milliseconds;
}

/**
 * Returns the name that is given, if one is.
 * @throws {UsageError} if it has other characters
 */
export function parseName(text: string | undefined): string | undefined {
  if (text === undefined || /^\w[\w-]{0,99}$/.test(text)) return text;
  throw new UsageError(
    `"${text}" is no name for a timetable: expected letters from a to z, digits, "-" and "_", at most 100`,
  );
}

/** Returns a name. The same folder gets the same each time, so that a new timetable takes the place of the old one. */
export function nameAfter(path: string): string {
  const last = path.split(/[\\/]/).findLast((part) => /\w/.test(part)) ?? "";
  const plain = last.replaceAll(/[^\w-]+/g, "-").replaceAll(/^-+|-+$/g, "");
  return `lockstep-${plain.slice(0, 80) || "mirror"}`;
}
