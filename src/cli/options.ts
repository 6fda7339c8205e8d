import { COMPARING_OPTIONS } from "./options/comparing.ts";
import { FILTERING_OPTIONS } from "./options/filtering.ts";
import { RUNNING_OPTIONS } from "./options/running.ts";
import { SAFETY_OPTIONS } from "./options/safety.ts";
import { SCHEDULING_OPTIONS } from "./options/scheduling.ts";
import type { OptionSpec } from "./options/spec.ts";
import { TELLING_OPTIONS } from "./options/telling.ts";
import { VERSIONS_OPTIONS } from "./options/versions.ts";
import {
  type SubcommandName,
  SUBCOMMANDS,
  type SubcommandSpec,
} from "./subcommands.ts";

export type { OptionSpec } from "./options/spec.ts";

/** Options that belong together. */
export interface OptionGroup {
  readonly title: string;
  readonly options: readonly OptionSpec[];
}

/** The options as the help shows them. */
export const OPTION_GROUPS = [
  { title: "When it runs", options: RUNNING_OPTIONS },
  { title: "What is compared and kept", options: COMPARING_OPTIONS },
  { title: "What is left out", options: FILTERING_OPTIONS },
  { title: "Old versions", options: VERSIONS_OPTIONS },
  { title: "Safety", options: SAFETY_OPTIONS },
  { title: "When the system starts it", options: SCHEDULING_OPTIONS },
  { title: "What is told", options: TELLING_OPTIONS },
] as const satisfies readonly OptionGroup[];

/** All options. */
export const OPTIONS = [
  ...RUNNING_OPTIONS,
  ...COMPARING_OPTIONS,
  ...FILTERING_OPTIONS,
  ...VERSIONS_OPTIONS,
  ...SAFETY_OPTIONS,
  ...SCHEDULING_OPTIONS,
  ...TELLING_OPTIONS,
] as const satisfies readonly OptionSpec[];

/** The name of an option. */
export type OptionName = typeof OPTIONS[number]["name"];

/** Returns whether a subcommand takes an option. */
export function isOptionOf(
  option: OptionSpec,
  subcommand: SubcommandName,
): boolean {
  if (isOwnOptionOf(option, subcommand)) return true;
  const all: readonly SubcommandSpec[] = SUBCOMMANDS;
  const other = all.find(({ name }) => name === subcommand)?.takesThoseOf;
  return SUBCOMMANDS.some(({ name }) =>
    name === other && isOwnOptionOf(option, name)
  );
}

/** Returns whether a subcommand takes an option, and not only as another does. */
export function isOwnOptionOf(
  { of = ["sync"] }: OptionSpec,
  subcommand: SubcommandName,
): boolean {
  return of === "all" || of.includes(subcommand);
}
