import { isOptionOf, OPTION_GROUPS, type OptionSpec } from "./options.ts";
import {
  type SubcommandName,
  SUBCOMMANDS,
  type SubcommandSpec,
} from "./subcommands.ts";

/** Returns the help page of a subcommand; that of `sync` is the program's, too. */
export function helpText(name: SubcommandName = "sync"): string {
  const all: readonly SubcommandSpec[] = SUBCOMMANDS;
  const spec = all.find((spec) => spec.name === name) ?? SUBCOMMANDS[0];
  const { usage, about, examples, statuses = TAIL }: SubcommandSpec = spec;
  const sections = [
    `lockstep ${name === "sync" ? "" : `${name} `}${about}.`,
    `Usage: lockstep ${usage}`,
    inColumns(examples.map(([example, does]) => [`lockstep ${example}`, does])),
    ...optionSections(name),
    name === "sync" ? MAIN_TAIL : statuses,
  ];
  return `${sections.join("\n\n")}\n`;
}

const TAIL =
  `Exit status: 0 the replica equals the source, 1 some paths failed, 2 usage,
3 refused by a safety check, 4 source or replica not available, 5 another instance
is at work, 6 only paths that changed meanwhile, 130 or 143 interrupted.`;

const MAIN_TAIL = `Commands besides sync, with "lockstep help COMMAND":\n${
  inColumns(
    SUBCOMMANDS.slice(1).map(({ name, about }) => [name, about]),
  )
}\n\n${TAIL}`;

/** Returns the options of a subcommand, those that belong together under one title. */
function optionSections(name: SubcommandName): readonly string[] {
  const groups = OPTION_GROUPS.map(({ title, options }) => ({
    title,
    rows: (options as readonly OptionSpec[])
      .filter((option) => isOptionOf(option, name))
      .map((option) => [usageOf(option), option.help] as const),
  })).filter(({ rows }) => rows.length > 0);
  const width = widthOf(groups.flatMap(({ rows }) => rows));
  return groups.map(({ title, rows }) =>
    `${title}:\n${inColumns(rows, width)}`
  );
}

type Rows = readonly (readonly [left: string, right: string])[];

function widthOf(rows: Rows): number {
  return Math.max(...rows.map(([left]) => left.length));
}

function inColumns(rows: Rows, width = widthOf(rows)): string {
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`)
    .join("\n");
}

function usageOf({ name, short, value }: OptionSpec): string {
  const first = short === undefined ? "    " : `-${short}, `;
  return value === undefined
    ? `${first}--${name}`
    : `${first}--${name} ${value}`;
}
