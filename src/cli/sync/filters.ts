import { describeError } from "../../model/outcome/reasons.ts";
import { decodeName } from "../../model/paths/name_bytes.ts";
import { quote } from "../../model/paths/quote.ts";
import type { FilterSettings } from "../../model/rules/filter_settings.ts";
import {
  findTooWild,
  MOST_GLOBSTARS,
  parseRule,
  parseRules,
  type Rule,
} from "../../model/rules/rule.ts";
import { parseDuration } from "../../schedule/duration.ts";
import type { RawArguments } from "../arguments/arguments.ts";
import { readNamed } from "../arguments/read_named.ts";
import { parseSize } from "../arguments/size.ts";
import type { OptionName } from "../options.ts";
import { UsageError } from "../usage_error.ts";

/** What is to be left out, as the command line asks for it. */
export interface FilterRequest {
  readonly exclude: readonly string[];
  readonly include: readonly string[];
  /** Files with rules, as they were given. */
  readonly excludeFrom: readonly string[];
  readonly leastBytes: number | undefined;
  readonly mostBytes: number | undefined;
  readonly leastAgeMs: number | undefined;
  readonly mostAgeMs: number | undefined;
  readonly deleteExcluded: boolean;
}

/** Returns what a pass leaves out that begins at a time, in milliseconds since 1970. */
export type FiltersAt = (nowMs: number) => FilterSettings;

/** What of a command line filters are made of. */
type Given = Pick<RawArguments, "switches" | "values">;

/**
 * Understands the filters that are asked for.
 * @throws {UsageError} if they make no sense
 */
export function parseFilters(given: Given): FilterRequest {
  const { switches } = given;
  const deleteExcluded = switches.has("delete-excluded");
  if (deleteExcluded && switches.has("no-delete")) {
    throw new UsageError(
      '"--delete-excluded" and "--no-delete" exclude each other: give one of them',
    );
  }
  const leastBytes = sizeOf("min-size", given);
  const mostBytes = sizeOf("max-size", given);
  const leastAgeMs = ageOf("min-age", given);
  const mostAgeMs = ageOf("max-age", given);
  refuseNothing("size", leastBytes, mostBytes);
  refuseNothing("age", leastAgeMs, mostAgeMs);
  return {
    exclude: linesOf("exclude", given),
    include: linesOf("include", given),
    excludeFrom: linesOf("exclude-from", given),
    leastBytes,
    mostBytes,
    leastAgeMs,
    mostAgeMs,
    deleteExcluded,
  };
}

/** The options that give rules. */
const RULE_OPTIONS = ["exclude", "include", "exclude-from"] as const;

export type RuleOption = typeof RULE_OPTIONS[number];

/** Tells whether an option gives rules. */
export function isRuleOption(
  option: OptionName | undefined,
): option is RuleOption {
  return RULE_OPTIONS.some((rule) => rule === option);
}

/** Returns why the rules cannot be used that one value of an option gives, if so. */
export async function findWrongRule(
  option: RuleOption,
  value: string,
): Promise<string | undefined> {
  const values = new Map([[option, value]]);
  try {
    await readFilters(parseFilters({ switches: new Set(), values }));
    return undefined;
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}

/**
 * Reads the files with rules that are named.
 * @throws {UsageError} if one cannot be read, or a rule cannot be used
 */
export async function readFilters(request: FilterRequest): Promise<FiltersAt> {
  const { leastBytes, mostBytes, leastAgeMs, mostAgeMs } = request;
  const read: (readonly Rule[])[] = [];
  for (const path of request.excludeFrom) read.push(await readFile(path));
  for (const option of ["exclude", "include"] as const) {
    read.push(request[option].flatMap((line) => fromOption(line, option)));
  }
  const rules = read.flat();
  const wild = findTooWild(rules);
  if (wild !== undefined) {
    throw new UsageError(
      `${
        quote(wild.text)
      } has more than ${MOST_GLOBSTARS} times "**": write it as several rules`,
    );
  }
  return (nowMs) => ({
    rules,
    leastBytes,
    mostBytes,
    newestMs: leastAgeMs && nowMs - leastAgeMs,
    oldestMs: mostAgeMs && nowMs - mostAgeMs,
    deleteExcluded: request.deleteExcluded,
  });
}

/** What is included is excluded the other way round. */
function fromOption(
  line: string,
  option: "exclude" | "include",
): readonly Rule[] {
  return parseRule(line, { kind: "option", option }).map((rule) =>
    option === "exclude" ? rule : { ...rule, negative: !rule.negative }
  );
}

async function readFile(path: string): Promise<readonly Rule[]> {
  try {
    const { bytes } = await readNamed(path);
    const text = decodeName(bytes);
    return parseRules(text, (line) => ({ kind: "file", path, line }));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new UsageError(
      `cannot read ${quote(path)}, named by --exclude-from: ${
        describeError(error)
      }`,
    );
  }
}

function linesOf(
  name: OptionName,
  { values }: Given,
): readonly string[] {
  return values.get(name)?.split("\n") ?? [];
}

function sizeOf(
  name: OptionName,
  { values }: Given,
): number | undefined {
  const text = values.get(name);
  if (text === undefined) return undefined;
  const bytes = parseSize(text);
  if (bytes !== undefined) return bytes;
  throw new UsageError(
    `"${text}" does not fit --${name}: expected bytes (1048576) or a size such as 512KiB, 10MiB`,
  );
}

function ageOf(name: OptionName, { values }: Given): number | undefined {
  const text = values.get(name);
  if (text === undefined) return undefined;
  const milliseconds = parseDuration(text);
  if (milliseconds !== undefined && milliseconds > 0) return milliseconds;
  throw new UsageError(
    `"${text}" does not fit --${name}: expected seconds above 0 (600) or a time such as 30s, 10m, 12h, 30d`,
  );
}

function refuseNothing(
  what: "size" | "age",
  least: number | undefined,
  most: number | undefined,
): void {
  if (least === undefined || most === undefined || least <= most) return;
  throw new UsageError(
    `"--min-${what}" is above "--max-${what}": no file would be left`,
  );
}
