import * as untyped from "@std/assert";

/** The assertions used here; the library comes without types on npm. */
interface Assertions {
  assertEquals<Value>(actual: Value, expected: Value, message?: string): void;
  assertNotEquals<Value>(
    actual: Value,
    expected: Value,
    message?: string,
  ): void;
  assertMatch(actual: string, expected: RegExp, message?: string): void;
  assertStringIncludes(
    actual: string,
    expected: string,
    message?: string,
  ): void;
  assertThrows(
    action: () => unknown,
    type: ErrorType,
    messageIncludes?: string,
  ): Error;
  assertRejects(
    action: () => Promise<unknown>,
    type: ErrorType,
    messageIncludes?: string,
  ): Promise<Error>;
}

// deno-lint-ignore no-explicit-any
type ErrorType = new (...parameters: any[]) => Error;

const library: Assertions = untyped;

export const {
  assertEquals,
  assertNotEquals,
  assertMatch,
  assertStringIncludes,
  assertThrows,
  assertRejects,
} = library;

/** Asserts that something holds, and tells the compiler so. */
export function assert(
  condition: unknown,
  message = "It does not hold",
): asserts condition {
  if (!condition) throw new Error(message);
}
