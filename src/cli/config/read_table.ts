import { nearestWord } from "../arguments/nearest.ts";
import { OPTIONS } from "../options.ts";
import { expandPath, type PathMeans } from "./expand.ts";
import type { KeyPath, LineOf } from "./key_lines.ts";
import { KEYS, type KeySpec, writtenExample } from "./keys.ts";
import type { ConfigProblem, Setting } from "./setting.ts";
import { isUnread } from "./toml.ts";

/** A table with settings: the defaults, or a job. */
export interface SettingsTable {
  readonly table: Readonly<Record<string, unknown>>;
  /** Where it is in the document. */
  readonly path: KeyPath;
  readonly isDefaults: boolean;
}

/** What is needed to understand it. */
export interface TableMeans extends PathMeans {
  readonly lineOf: LineOf;
}

/** What the keys of a table say. */
export interface ReadTable {
  readonly settings: readonly Setting[];
  /** Keys that are given, but could not be understood. */
  readonly unread: readonly string[];
  readonly problems: readonly ConfigProblem[];
}

/** Reads each key of a table by itself: whether there is such a key, and whether it may hold that. */
export function readTable(
  { table, path, isDefaults }: SettingsTable,
  means: TableMeans,
): ReadTable {
  const settings: Setting[] = [];
  const unread: string[] = [];
  const problems: ConfigProblem[] = [];
  for (const [name, given] of Object.entries(table)) {
    const line = means.lineOf([...path, name]);
    if (isUnread(name)) {
      unread.push(name);
      continue;
    }
    const key = KEYS.find((key) => key.name === name);
    const wrongKey = describeWrongKey(name, { key, isDefaults });
    if (key === undefined || wrongKey !== undefined) {
      problems.push({ line, text: wrongKey ?? name });
      continue;
    }
    const read = readValue(given, key, means);
    if ("reasons" in read) {
      const texts = read.reasons.map((reason) => `${name}: ${reason}`);
      problems.push(...texts.map((text) => ({ line, text })));
      unread.push(name);
    } else {
      settings.push({ key, value: read.value, line, isDefault: isDefaults });
    }
  }
  return { settings, unread, problems };
}

function describeWrongKey(
  name: string,
  { key, isDefaults }: {
    readonly key: KeySpec | undefined;
    readonly isDefaults: boolean;
  },
): string | undefined {
  const known = KEYS.filter(({ ofOneJob }) => !isDefaults || !ofOneJob);
  if (key !== undefined) {
    return known.includes(key)
      ? undefined
      : `${name}: it cannot be the same for all jobs: give it in each [[job]]`;
  }
  if (name === "parallel") {
    return "parallel: it is about all jobs: write it above the first [table]";
  }
  if (OPTIONS.some((option) => option.name === name)) {
    return `${name}: it is no matter of a job: give it on the command line`;
  }
  const nearest = nearestWord(name, known.map(({ name }) => name));
  const hint = nearest === undefined
    ? `"lockstep init" writes a file with all there are`
    : `did you mean "${nearest}"?`;
  return `${name}: there is no such key: ${hint}`;
}

type ReadValue =
  | { readonly value: Setting["value"] }
  | { readonly reasons: readonly string[] };

function readValue(
  given: unknown,
  key: KeySpec,
  means: PathMeans,
): ReadValue {
  if (key.holds === "switch") {
    if (typeof given === "boolean") return { value: given };
    return { reasons: [`${describe(given)}: expected true or false`] };
  }
  const expected = expectedOf(key);
  const many: readonly unknown[] = Array.isArray(given) ? given : [given];
  if (Array.isArray(given) && key.holds !== "list") {
    return { reasons: [`a list is too much: ${expected}`] };
  }
  const values: string[] = [];
  const reasons: string[] = [];
  for (const one of many) {
    if (typeof one !== "string" && typeof one !== "number") {
      reasons.push(`${describe(one)}: ${expected}`);
      continue;
    }
    if (one === "") {
      reasons.push(`it is empty: ${expected}`);
      continue;
    }
    const text = String(one);
    const path = key.isPath ? expandPath(text, means) : undefined;
    if (path?.kind === "wrong") reasons.push(path.reason);
    else values.push(path?.path ?? text);
  }
  return reasons.length === 0 ? { value: values } : { reasons };
}

/** What a key may hold, as a mistake says it. */
function expectedOf(key: KeySpec): string {
  const { choices, holds, value } = key;
  if (choices !== undefined) return `expected one of ${choices.join(", ")}`;
  const one = writtenExample(key);
  return holds === "list"
    ? `expected ${value}, such as ${one}, or a list of such: [${one}, ...]`
    : `expected ${value}, such as ${one}`;
}

/** What was written where something else is expected. */
function describe(value: unknown): string {
  if (typeof value === "string") return `"${value}" is text`;
  if (typeof value === "number") return `${value} is a number`;
  if (typeof value === "boolean") return `${value} does not fit`;
  if (value instanceof Date) return "a date does not fit";
  return Array.isArray(value) ? "a list does not fit" : "a table does not fit";
}
