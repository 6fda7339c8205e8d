import type { KeySpec } from "./keys.ts";

/** A key of a job with its value, as far as it could be understood by itself. */
export interface Setting {
  readonly key: KeySpec;
  /** `true` or `false` of a switch, otherwise its values: one, or those of a list. */
  readonly value: boolean | readonly string[];
  readonly line: number | undefined;
  /** It comes from `[defaults]`. */
  readonly isDefault: boolean;
}

/** Something wrong in a configuration file. */
export interface ConfigProblem {
  readonly line: number | undefined;
  /** What is wrong and what is expected; it names the key. */
  readonly text: string;
}

/** Returns the value of a key that has one, if it is set. */
export function valueOf(
  settings: readonly Setting[],
  name: string,
): string | undefined {
  const value = settings.find(({ key }) => key.name === name)?.value;
  return typeof value === "object" ? value[0] : undefined;
}
