import { nearestWord } from "../../../src/cli/arguments/nearest.ts";
import { assertEquals } from "../../support/assert.ts";

const WORDS = [
  "interval",
  "log",
  "log-path",
  "once",
  "exclude-from",
  "exclude",
];

const NEAREST: readonly (readonly [string, string | undefined])[] = [
  ["interval", "interval"],
  ["intervall", "interval"],
  ["INTERVALL", "interval"],
  ["logpath", "log-path"],
  ["lgo-path", "log-path"],
  ["no-once", "once"],
  ["parallel", undefined],
  ["int", "interval"],
  ["in", undefined],
  ["exc", undefined],
  ["x", undefined],
  ["", undefined],
];

for (const [written, nearest] of NEAREST) {
  Deno.test(`nearestWord() takes "${written}" for ${nearest ?? "none"}`, () => {
    assertEquals(nearestWord(written, WORDS), nearest);
  });
}

Deno.test("nearestWord() finds nothing among no words", () => {
  assertEquals(nearestWord("once", []), undefined);
});

Deno.test("nearestWord() takes another measure of what is near", () => {
  const isExact = (_: string, wrong: number): boolean => wrong === 0;
  assertEquals(nearestWord("onc", WORDS, isExact), undefined);
  assertEquals(nearestWord("once", WORDS, isExact), "once");
});
