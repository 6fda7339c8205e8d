import type { CronExpression } from "../../schedule/cron.ts";
import type { RawArguments } from "../arguments/arguments.ts";
import type { OptionName } from "../options.ts";
import type { Setting } from "./setting.ts";

/** A mirror of a configuration file. */
export interface ConfigJob {
  readonly name: string;
  /** What a command line would have asked for; its paths are absolute. */
  readonly given: RawArguments;
  /** When its passes start; `undefined` where an interval says so. */
  readonly cron: CronExpression | undefined;
  /** Where it begins in the file. */
  readonly line: number | undefined;
  /** Where it says so, for each of its keys; defaults stand where the defaults do. */
  readonly lineOf: (key: string) => number | undefined;
}

/** All that a configuration file asks for. */
export interface Config {
  /** The file, absolute. */
  readonly path: string;
  readonly jobs: readonly ConfigJob[];
  /** How many jobs may run at the same time. */
  readonly parallel: number;
}

/** Returns what a command line with these settings would be split into. */
export function toArguments(
  { source, replica, settings }: {
    readonly source: string;
    readonly replica: string;
    readonly settings: readonly Setting[];
  },
): RawArguments {
  const switches = new Set<OptionName>();
  const values = new Map<OptionName, string>();
  for (const { key: { option, joinedBy }, value } of settings) {
    if (option === undefined) continue;
    if (typeof value === "boolean") {
      if (value) switches.add(option);
    } else if (value.length > 0) values.set(option, value.join(joinedBy));
  }
  return {
    subcommand: "sync",
    positionals: [source, replica],
    switches,
    values,
  };
}
