import { isOwnOptionOf, OPTION_GROUPS, type OptionSpec } from "../options.ts";
import {
  type SubcommandName,
  SUBCOMMANDS,
  type SubcommandSpec,
} from "../subcommands.ts";
import { inColumns, PAGE_WIDTH, type Row, widthOf, wrap } from "./wrap.ts";

const ALL: readonly SubcommandSpec[] = SUBCOMMANDS;

/** What the exit statuses of a mirror mean. */
export const MIRROR_STATUSES =
  "0 the replica equals the source, 1 some paths failed, 2 usage, 3 refused by a safety check, 4 source or replica not available, 5 another instance is at work, 6 only paths that changed meanwhile, 7 with --dry-run something to do, 129, 130 or 143 interrupted.";

/** Returns the first page: what lockstep is and can be asked to do, on one screen. */
export function overview(): string {
  const commands = ALL.map(({ name, about }) => [name, about] as const);
  return `lockstep ${SUBCOMMANDS[0].about}.
Usage: lockstep SOURCE REPLICA [INTERVAL] [LOG] [options]
       lockstep COMMAND ...

${inColumns(commands)}

${briefOptions().join("\n")}
"lockstep help sync" tells of all options, "lockstep help COMMAND" of a command.
`;
}

/** Returns the help page of a subcommand. */
export function helpText(name: SubcommandName): string {
  const spec = ALL.find((spec) => spec.name === name) ?? SUBCOMMANDS[0];
  const { usage, about, examples, notes = [], statuses }: SubcommandSpec = spec;
  const sections = [
    `lockstep ${name} ${about}.`,
    `Usage: ${usagesOf(usage).join("\n       ")}`,
    ...notes.map((note) => wrap(note).join("\n")),
    ...optionSections(name),
    `Examples:\n${examples.map(exampleLines).join("\n")}`,
    wrap(`Exit status: ${statuses ?? MIRROR_STATUSES}`).join("\n"),
  ];
  return `${sections.join("\n\n")}\n`;
}

/** Returns the command lines that a subcommand takes. */
export function usagesOf(usage: string): readonly string[] {
  return usage.split(" | ").map((line) => `lockstep ${line}`);
}

/** The options that most people need, two in a line. */
function briefOptions(): readonly string[] {
  const cells = OPTION_GROUPS.flatMap(({ options }) =>
    (options as readonly OptionSpec[]).flatMap((option) =>
      option.brief === undefined ? [] : [[usageOf(option), option.brief] as Row]
    )
  );
  const left = widthOf(cells);
  const half = PAGE_WIDTH / 2 - 2;
  const texts = cells.map(([usage, brief]) =>
    `${usage.padEnd(left)}  ${brief}`.padEnd(half)
  );
  return texts.flatMap((text, at) =>
    at % 2 === 0 ? [`  ${text}  ${texts[at + 1] ?? ""}`.trimEnd()] : []
  );
}

function exampleLines([example, does]: Row): string {
  return `  lockstep ${example}\n      ${does}`;
}

/** Returns the options of a subcommand, those that belong together under one title. */
function optionSections(name: SubcommandName): readonly string[] {
  const groups = OPTION_GROUPS.map(({ title, options }) => ({
    title,
    rows: (options as readonly OptionSpec[])
      .filter((option) => isOwnOptionOf(option, name))
      .map((option) => [usageOf(option), option.help] as const),
  })).filter(({ rows }) => rows.length > 0);
  const width = widthOf(groups.flatMap(({ rows }) => rows));
  return groups.map(({ title, rows }) =>
    `${title}:\n${inColumns(rows, width)}`
  );
}

function usageOf({ name, short, value }: OptionSpec): string {
  const first = short === undefined ? "    " : `-${short}, `;
  return value === undefined
    ? `${first}--${name}`
    : `${first}--${name} ${value}`;
}
