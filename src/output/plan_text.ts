import type { Action, Outcome } from "../model/outcome/outcome.ts";
import type { PassReport } from "../model/outcome/report.ts";
import { compareNames } from "../model/paths/name_bytes.ts";
import type { RelativePath } from "../model/paths/path.ts";
import { escapeControls, quote, quotePath } from "../model/paths/quote.ts";
import type { Deed, DeedSums, FolderSum } from "../model/plan/folder_sums.ts";
import type { Judgement } from "../model/safety/refusal.ts";
import { formatBytes } from "./format.ts";
import type { Colour, Painter } from "./paint.ts";
import { MOST_LISTED, type PlanView, type ToldPlan } from "./plan_view.ts";
import { describeSuspended, outcomeRecord } from "./record.ts";
import { renameLine, renameNotes } from "./rename_lines.ts";

/** Folders that a long plan is told by. */
const MOST_FOLDERS = 40;

/** What is shown of a plan, and how. */
export interface PlanTextOptions {
  readonly source: string;
  readonly replica: string;
  /** The name of the job, where there may be plans of several. */
  readonly job?: string;
  /** Only what it comes to. */
  readonly quiet: boolean;
  readonly paint: Painter;
}

/** Returns the lines that show a plan. */
export function planLines(
  view: PlanView,
  { report, options }: {
    readonly report: PassReport;
    readonly options: PlanTextOptions;
  },
): readonly string[] {
  const { source, replica, job, quiet, paint } = options;
  const plan = view.told();
  const head = `Plan to make ${quote(replica)} equal to ${quote(source)}:`;
  const sections = [
    quiet ? [] : [job === undefined ? head : `${job}: ${head}`, ""],
    quiet ? [] : changeLines(plan, paint),
    quiet ? [] : leftLines(view, { report, paint }),
    [totalLine(view, report)],
    renameNotes(plan.renames),
    suspendedLines(report),
    safetyLines(view.judgements, paint),
  ];
  const lines = sections.flat();
  return quiet && job !== undefined
    ? lines.map((line) => `${job}: ${line}`)
    : lines;
}

/** The tally's counts of a plan, with what a line says is done. */
const VERBS: readonly (readonly [Action, string])[] = [
  ["created", "create"],
  ["copied", "copy"],
  ["updated", "update"],
  ["metadata", "mend"],
  ["removed", "remove"],
];

/** What is told of folders. */
const FOLDER_VERBS: readonly (readonly [Deed, string])[] = [
  ...VERBS,
  ["renamed", "rename"],
];

const COLOURS: Readonly<Record<Action, Colour>> = {
  created: "green",
  copied: "green",
  updated: "yellow",
  metadata: "yellow",
  removed: "red",
  unchanged: "green",
};

interface Look {
  readonly report: PassReport;
  readonly paint: Painter;
}

/** Each change, or what is done in each folder if they are too many; and a blank line. */
function changeLines(
  { renames = [], changes, lines, folders: sums }: ToldPlan,
  paint: Painter,
): string[] {
  if (lines === 0) return [];
  if (lines > MOST_LISTED) {
    const folders = sums.sorted(MOST_FOLDERS);
    const shown = folders.slice(0, MOST_FOLDERS);
    const left = folders.length - shown.length;
    return [
      ...shown.map(folderLine),
      ...(left === 0 ? [] : [`  and in ${left} folders more`]),
      "",
    ];
  }
  const told = [
    ...changes.map((change) => {
      const { action, path, freed, bytes = freed, reason } = change;
      const facts = { path, bytes, reason, paint };
      const line = outcomeLine(verbOf(action), COLOURS[action], facts);
      return { path, line };
    }),
    ...renames.map((rename) => {
      return { path: rename.from, line: renameLine(rename, paint) };
    }),
  ];
  return [...byPath(told).map(({ line }) => line), ""];
}

function folderLine({ folder, isWithBelow, sums }: FolderSum): string {
  const below = isWithBelow ? " and below" : "";
  return `  ${quotePath(folder)}${below}: ${describeSums(sums)}`;
}

function describeSums(sums: DeedSums): string {
  return FOLDER_VERBS.filter(([action]) => sums[action].paths > 0)
    .map(([action, verb]) => {
      const { paths, bytes } = sums[action];
      return `${verb} ${paths}${bytes === 0 ? "" : ` (${formatBytes(bytes)})`}`;
    }).join(", ");
}

/** What is left as it is, and what fails; and a blank line. */
function leftLines(view: PlanView, { report, paint }: Look): string[] {
  const { skipped, failed } = report.tally;
  const lines = [
    ...listed("skip", "yellow", { some: view.skipped, all: skipped, paint }),
    ...listed("fail", "red", { some: view.failed, all: failed, paint }),
  ];
  return lines.length === 0 ? [] : [...lines, ""];
}

function listed(
  verb: string,
  colour: Colour,
  { some, all, paint }: {
    readonly some: readonly Outcome[];
    readonly all: number;
    readonly paint: Painter;
  },
): string[] {
  const lines = byPath(some).map((outcome) => {
    const { reason } = outcomeRecord(outcome);
    return outcomeLine(verb, colour, { path: outcome.path, reason, paint });
  });
  const more = all - some.length;
  return more === 0 ? lines : [...lines, `  ${verb} ${more} more`];
}

function outcomeLine(
  verb: string,
  colour: Colour,
  { path, bytes, reason, paint }: {
    readonly path: RelativePath;
    readonly bytes?: number | undefined;
    readonly reason?: string | undefined;
    readonly paint: Painter;
  },
): string {
  const size = bytes === undefined ? "" : ` ${formatBytes(bytes)}`;
  const why = reason === undefined ? "" : ` (${escapeControls(reason)})`;
  return `  ${paint(verb.padEnd(6), colour)} ${quotePath(path)}${size}${why}`;
}

function totalLine(view: PlanView, { tally }: PassReport): string {
  const sizes: Partial<Record<Action, number>> = {
    copied: view.copiedBytes,
    updated: view.updatedBytes,
    removed: view.freedBytes,
  };
  const counts = VERBS.filter(([action]) => tally[action] > 0)
    .map(([action, verb]) => {
      const bytes = sizes[action] ?? 0;
      const size = bytes === 0 ? "" : ` (${formatBytes(bytes)})`;
      return `${verb} ${tally[action]}${size}`;
    });
  const rest = [
    ...(tally.skipped > 0 ? [`skip ${tally.skipped}`] : []),
    ...(tally.failed > 0 ? [`fail ${tally.failed}`] : []),
    `${tally.unchanged} unchanged`,
  ].join(", ");
  const what = counts.length === 0 ? "nothing to do" : counts.join(", ");
  return `In all: ${what}; ${rest}`;
}

function suspendedLines({ suspended }: PassReport): readonly string[] {
  if (suspended === 0) return [];
  return [`Removals: ${describeSuspended(suspended)}`];
}

function safetyLines(
  judgements: readonly Judgement[],
  paint: Painter,
): string[] {
  if (judgements.length === 0) return ["Safety checks: nothing against it"];
  return judgements.map(({ refusal: { reason, remedy }, allowed }) => {
    const why = escapeControls(reason);
    return allowed
      ? `Safety checks: ${paint("allowed by --yes", "yellow")}: ${why}`
      : `Safety checks: ${paint("refused", "red")}: ${why}. ${
        escapeControls(remedy)
      }`;
  });
}

function verbOf(action: Action): string {
  return VERBS.find(([name]) => name === action)?.[1] ?? action;
}

function byPath<Item extends { readonly path: RelativePath }>(
  items: readonly Item[],
): readonly Item[] {
  return items.toSorted((a, b) => compareNames(a.path, b.path));
}
