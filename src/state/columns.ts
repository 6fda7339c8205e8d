import { DamagedState } from "./pair_database.ts";

/** The columns of a row, as they are stored: numbers that may pass 2^53 as text. */
export type Row = Readonly<Record<string, unknown>>;

/** @throws {DamagedState} if there is something else */
export function textOf(row: Row, name: string): string {
  const value = row[name];
  if (typeof value === "string") return value;
  throw new DamagedState(`its ${name} is no text`);
}

/** @throws {DamagedState} if there is something else */
export function numberOf(row: Row, name: string): number {
  const value = Number(row[name]);
  if (Number.isFinite(value)) return value;
  throw new DamagedState(`its ${name} is no number`);
}
