import { isOwnOptionOf, OPTION_GROUPS, type OptionSpec } from "../options.ts";
import { SUBCOMMANDS, type SubcommandSpec } from "../subcommands.ts";
import { MIRROR_STATUSES, usagesOf } from "./help.ts";
import { wrap } from "./wrap.ts";

const COMMANDS: readonly SubcommandSpec[] = SUBCOMMANDS;

/** When the words of this file were last changed. */
const DATE = "2026-11-21";

/** Columns of the page's own text, so that it can be read as it is, too. */
const WIDTH = 78;

/**
 * Returns the page for man(1), in the macros of man(7), from the tables that the
 * help and the completions are made from.
 */
export function manPage(version: string): string {
  const sections = [
    `.TH LOCKSTEP 1 ${DATE} "lockstep ${version}" "lockstep"`,
    section("NAME", `lockstep ${escape("-")} ${SUBCOMMANDS[0].about}`),
    section("SYNOPSIS", COMMANDS.flatMap(synopsis).join("\n.br\n")),
    section("DESCRIPTION", DESCRIPTION.map(text).join("\n.PP\n")),
    section("COMMANDS", ...COMMANDS.map(command)),
    section("OPTIONS", text(OF_WHICH), ...optionGroups()),
    section("EXIT STATUS", text(`Of a mirror: ${MIRROR_STATUSES}`)),
    section("EXAMPLES", ...COMMANDS.flatMap(examples)),
    section("ENVIRONMENT", ...ENVIRONMENT.map(definition)),
    section("FILES", ...FILES.map(definition)),
    section("SEE ALSO", text(SEE_ALSO)),
  ];
  return `.\\" Made by "lockstep help man" from the tables in src/cli. Do not edit.
${sections.join("\n")}\n`;
}

const DESCRIPTION = [
  "lockstep keeps one folder an exact copy of another: one way, once or again and again. It copies what is new or changed, removes what the source no longer has, and logs each thing it does. The source is never written to. A plan that looks like an accident is refused before its first step.",
  "Without the name of a command, two folders are mirrored.",
];

const OF_WHICH =
  "Each option says which commands take it. A name of a command that looks like a folder is written with a path, as in ./sync; after -- there are no options.";

const ENVIRONMENT = [
  [
    "XDG_STATE_HOME",
    "Where lockstep remembers what it mirrored, in the folder lockstep. Without it, ~/.local/state; ~/Library/Application Support on macOS; %LOCALAPPDATA% on Windows.",
  ],
  ["NO_COLOR", "If it is set and not empty, there are no colours."],
] as const;

const FILES = [
  [
    "sync_log.txt",
    "The log, in the current folder, where --log names no other.",
  ],
  ["lockstep.toml", "The jobs of lockstep run."],
  [
    ".lockstepignore",
    "In any folder of the source: what is left out below it, in the syntax of gitignore.",
  ],
] as const;

const SEE_ALSO = "rsync(1), gitignore(5), systemd.timer(5), crontab(5)";

function section(title: string, ...parts: readonly string[]): string {
  return [`.SH ${title}`, ...parts].join("\n");
}

function definition([term, meaning]: readonly [string, string]): string {
  return `.TP\n${bold(term)}\n${text(meaning)}`;
}

function synopsis({ usage }: SubcommandSpec): readonly string[] {
  return usagesOf(usage).map(bold);
}

function command(spec: SubcommandSpec): string {
  const { name, about, notes = [], statuses, takesThoseOf } = spec;
  const more = takesThoseOf === undefined
    ? []
    : [`It takes the options of ${takesThoseOf}, too.`];
  const paragraphs = [
    ...notes,
    ...more,
    ...(statuses === undefined ? [] : [`Exit status: ${statuses}`]),
  ].map((words) => `.sp\n${text(words)}`);
  return [`.TP\n${bold(name)}\n${text(`${about}.`)}`, ...paragraphs].join("\n");
}

function optionGroups(): readonly string[] {
  return OPTION_GROUPS.map(({ title, options }) =>
    [`.SS ${title}`, ...options.map(option)].join("\n")
  );
}

function option(spec: OptionSpec): string {
  const { name, short, value, help, also = [] } = spec;
  const spellings = [
    ...(short === undefined ? [] : [`-${short}`]),
    `--${name}`,
    ...also.map((spelling) => `--${spelling}`),
  ].join(", ");
  const usage = value === undefined ? spellings : `${spellings} ${value}`;
  const takers = SUBCOMMANDS.map(({ name }) => name)
    .filter((name) => isOwnOptionOf(spec, name));
  const whose = spec.of === "all" ? "all" : takers.join(", ");
  return definition([usage, `${help} (${whose})`]);
}

function examples({ examples }: SubcommandSpec): readonly string[] {
  return examples.map(([line, does]) => definition([`lockstep ${line}`, does]));
}

/** Returns a paragraph as lines of roff. */
function text(words: string): string {
  return wrap(escape(words), WIDTH)
    .map((line) => /^[.']/.test(line) ? `\\&${line}` : line).join("\n");
}

function bold(words: string): string {
  return `\\fB${escape(words)}\\fR`;
}

/** Has each sign printed as itself: roff takes some for typographic ones. */
function escape(words: string): string {
  return words.replaceAll("\\", "\\e").replaceAll("-", "\\-")
    .replaceAll("~", "\\(ti").replaceAll("^", "\\(ha")
    .replaceAll("`", "\\(ga").replaceAll("'", "\\(aq");
}
