import { counted } from "../model/outcome/counted.ts";
import type { NameTraits } from "../model/paths/folded_names.ts";
import type { NameLimits } from "../model/paths/name_limits.ts";
import { escapeControls, quote } from "../model/paths/quote.ts";
import type { Room } from "../model/plan/room.ts";
import type { ProbedFacts } from "../model/roots/folder_facts.ts";
import type { Volume } from "../model/roots/root_traits.ts";
import { formatBytes } from "./format.ts";

/** Something that was looked at. */
export interface Check {
  /** The folder that it is about, if it is about one. */
  readonly of?: "source" | "replica";
  /** What was looked at; "folder" is the folder itself. */
  readonly about: string;
  readonly text: string;
  /** It keeps lockstep from working as it should. */
  readonly isWrong?: boolean;
}

/** Returns a check as docs/json.md has it. */
export function checkItem(
  { isWrong = false, ...check }: Check,
): object {
  return { ...check, wrong: isWrong };
}

/** Returns checks as lines, of which the wrong ones begin with "!", and a last line that sums up. */
export function checkLines(checks: readonly Check[]): readonly string[] {
  const width = Math.max(...checks.map((check) => titleOf(check).length));
  const lines = checks.map((check) => {
    const mark = check.isWrong ? "!" : " ";
    const title = titleOf(check).padEnd(width);
    return `${mark} ${title}  ${escapeControls(check.text)}`;
  });
  const wrong = checks.filter(({ isWrong }) => isWrong).length;
  const last = wrong === 0
    ? "All is well."
    : `${counted(wrong, "thing is", "things are")} wrong: see "!".`;
  return [...lines, last];
}

function titleOf({ of, about }: Check): string {
  if (of === undefined) return about;
  return about === "folder" ? of : `  ${about}`;
}

/** Tells which file system it is. */
export function volumeText({ type, origin, point }: Volume): string {
  const kind = type === "" ? "unknown" : type;
  return `${kind} of ${quote(origin)}, mounted on ${quote(point)}`;
}

/** Tells how much room there is. */
export function roomText({ free, used }: Room): string {
  return `${formatBytes(free)} free, ${formatBytes(used)} in use`;
}

/** Tells what a file system keeps. */
export function probedChecks(
  { capabilities, owners, names, links, hardLinks, attributes }: ProbedFacts,
): readonly Check[] {
  const { timeGrainNanos, modes } = capabilities;
  return [
    { about: "times", text: `kept in steps of ${grainText(timeGrainNanos)}` },
    { about: "modes", text: modes ? "kept" : "not kept" },
    { about: "owners", text: ownersText(owners) },
    {
      about: "case",
      text: names.foldsCase ? '"a" and "A" are one name' : "told apart",
    },
    {
      about: "accents",
      text: accentsText(names),
    },
    { about: "names", text: limitsText(names.limits) },
    { about: "links", text: links ? "can be made" : "cannot be made" },
    { about: "hard links", text: hardLinks ? "can be made" : "cannot be made" },
    {
      about: "attributes",
      text: attributes ? "can be set" : "cannot be set by this disk, or here",
    },
  ];
}

function accentsText({ normalizes, spelling }: NameTraits): string {
  if (spelling?.normalizes === true) return "spelled its own way";
  return normalizes
    ? "as one character or as two they are one name"
    : "kept as they are spelled";
}

function limitsText(limits: NameLimits | undefined): string {
  if (limits === undefined) return "all are taken";
  const { characters, ends, devices } = limits;
  const refused = [
    ...(characters === "" ? [] : [`with one of ${quote(characters)}`]),
    ...(ends === "" ? [] : [`with one of ${quote(ends)} at the end`]),
    ...(devices ? ["of Windows' devices"] : []),
  ];
  return `none ${refused.join(", nor ")}`;
}

function ownersText(owners: boolean | undefined): string {
  if (owners === undefined) return "not kept: only root can keep them";
  return owners ? "kept" : "not kept";
}

function grainText(nanos: number): string {
  const units = [[1e9, "s"], [1e6, "ms"], [1e3, "\u00b5s"]] as const;
  const unit = units.find(([size]) => nanos >= size);
  return unit === undefined ? `${nanos} ns` : `${nanos / unit[0]} ${unit[1]}`;
}
