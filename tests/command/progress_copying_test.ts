import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import { putSparse } from "../support/files.ts";
import { programFolders, startProgram } from "../support/program.ts";
import { DEFAULT_TIME, readText } from "../support/tree.ts";
import { noTerminal } from "./at_terminal.ts";

const GIB = 2 ** 30;

/** What stands before a status line. */
const CUT = "\u001b[?7l";

/** A status line of a copy, once all is known; of it the share and the bytes. */
const COPYING =
  /copying: (\d+) %, 2 of 3 files, ([\d.]+ [KMG]iB) of 64 GiB, [\d.]+ [KMG]iB\/s, \d+ (?:s|min|h \d+ min) left {2}large/;

const UNITS = { KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30 } as const;

function bytesIn(text: string): number {
  const [number, unit] = text.split(" ");
  return Number(number) * UNITS[unit as keyof typeof UNITS];
}

testUnless(
  noTerminal,
  "the status line of a copy has its share, files and bytes of all, rate, time left and file, and never goes backwards",
  async () => {
    using folders = programFolders({
      source: { "small 1": "a", "small 2": "b" },
    });
    const { source, replica } = folders;
    // Nothing is written of a hole, but it takes long to make its digest.
    putSparse(`${source}/large`, 64 * GIB);
    const words = [source, replica, "--once", "--sparse", "--digest", "md5"];
    await using program = startProgram(words, {
      ...folders,
      terminal: true,
      through: ["sh", "-c", 'stty cols 120; exec "$@"', "sh"],
    });
    for (let times = 0; times < 20; times++) {
      await program.stdout.waitFor(COPYING);
    }
    await program.type("\u0003");
    const { stdout, code } = await program.finished;
    assertEquals(code, 130, stdout);
    const shown = stdout.split(CUT).flatMap((line) => COPYING.exec(line) ?? []);
    const [shares, bytes] = [1, 2].map((at) =>
      shown.filter((_, index) => index % 3 === at)
    );
    for (
      const numbers of [shares?.map(Number) ?? [], bytes?.map(bytesIn) ?? []]
    ) {
      assert(numbers.length >= 20, stdout);
      assertEquals(numbers, numbers.toSorted((a, b) => a - b));
    }
  },
);

Deno.test("without a terminal a line says after 10 s of work how far it is, on the console alone", async () => {
  using folders = programFolders({ source: {}, replica: {} });
  const { source, replica, log } = folders;
  putSparse(`${source}/large`, 1024 * GIB);
  putSparse(`${replica}/large`, 1024 * GIB, DEFAULT_TIME + 1000);
  const words = [source, replica, "--once"];
  await using program = startProgram(words, folders);
  const began = await program.waitForLine(/pass 1: /);
  const told = await program.waitForLine(/comparing: /);
  assertMatch(
    told,
    / INFO {2}comparing: 1 entry, [\d.]+ GiB, [\d.]+ .iB\/s\n$/,
  );
  const wait = timeOf(told) - timeOf(began);
  assert(wait >= 9_000, `It came after ${wait} ms`);
  program.kill("SIGTERM");
  const { stderr } = await program.finished;
  assertEquals(stderr.match(/comparing/g)?.length, 1);
  assert(!readText(log).includes("comparing"));
  assertStringIncludes(readText(log), "Stopped by the system");
});

/** When a line of the log was written, in milliseconds. */
function timeOf(line: string): number {
  return Date.parse(line.slice(0, "2026-11-21 09:56:01.123+00:00".length));
}
