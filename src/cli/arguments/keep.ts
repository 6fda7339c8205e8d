import type { KeepRule } from "../../model/trash/thinning.ts";
import type { TrashChoice } from "../../model/trash/trash.ts";
import { parseDuration } from "../../schedule/duration.ts";
import { UsageError } from "../usage_error.ts";
import type { RawArguments } from "./arguments.ts";
import { refuseEmpty } from "./values.ts";

/** What is asked of old versions; paths are as they were given. */
export interface KeepRequest {
  readonly trash: TrashChoice | undefined;
  readonly keep: KeepRule | undefined;
}

/**
 * Understands `--trash`, `--keep-versions` and `--keep`.
 * @throws {UsageError} if they make no sense together
 */
export function parseKeeping({ switches, values }: RawArguments): KeepRequest {
  const path = values.get("trash");
  const isBeside = switches.has("keep-versions");
  const text = values.get("keep");
  if (path !== undefined && isBeside) {
    throw new UsageError(
      '"--trash" and "--keep-versions" exclude each other: give one of them',
    );
  }
  if (path === undefined && !isBeside) {
    if (text === undefined) return { trash: undefined, keep: undefined };
    throw new UsageError(
      '"--keep" needs a trash: add --keep-versions, or --trash FOLDER',
    );
  }
  if (path !== undefined) refuseEmpty("the trash", path);
  return {
    trash: path === undefined ? { kind: "beside" } : { kind: "folder", path },
    keep: text === undefined ? undefined : parseRule(text),
  };
}

/** Reads `30d`, `10`, and both with a comma between them. */
function parseRule(text: string): KeepRule {
  const parts = text.split(",");
  const rules = parts.map(parsePart);
  const kinds = new Set(rules.map((rule) => Object.keys(rule).join()));
  if (kinds.size < rules.length) {
    throw new UsageError(
      `"${text}" says twice how long to keep old versions: give one time, one number, or one of each`,
    );
  }
  return Object.assign({}, ...rules);
}

function parsePart(text: string): KeepRule {
  if (/^[1-9]\d*$/.test(text)) return { passes: Number(text) };
  const ageMs = /[smhd]$/.test(text) ? parseDuration(text) : undefined;
  if (ageMs !== undefined && ageMs > 0) return { ageMs };
  throw new UsageError(
    `"${text}" does not say how long to keep old versions: expected a time (30d), a number of passes (10), or both (30d,10)`,
  );
}
