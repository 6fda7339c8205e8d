import type { Limit } from "../../model/safety/safety.ts";
import { UsageError } from "../usage_error.ts";

/** @throws {UsageError} if it is no limit for removals */
export function parseDeleteLimit(text: string | undefined): Limit | undefined {
  return parseLimit(text, {
    what: "removals",
    forms: "a number of entries (100) or a share of the replica (20%)",
  });
}

/** @throws {UsageError} if it is no limit for changes */
export function parseChangeLimit(text: string | undefined): Limit | undefined {
  return parseLimit(text, {
    what: "changes",
    forms: "a number of files (100) or a share of the replica's (20%)",
  });
}

function parseLimit(
  text: string | undefined,
  { what, forms }: { readonly what: string; readonly forms: string },
): Limit | undefined {
  if (text === undefined) return undefined;
  const [, number, percent] = /^(\d+(?:\.\d+)?)(%?)$/.exec(text) ?? [];
  const value = Number(number);
  if (number !== undefined && percent === "%" && value <= 100) {
    return { kind: "percent", percent: value };
  }
  if (number !== undefined && percent === "" && Number.isInteger(value)) {
    return { kind: "count", count: value };
  }
  throw new UsageError(
    `"${text}" is no limit for ${what}: expected ${forms}`,
  );
}
