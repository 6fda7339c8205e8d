import { assert, assertEquals } from "../support/assert.ts";
import {
  makeBadLink,
  makeBadNames,
  noBadNames,
  notNative,
  notPosix,
  testUnless,
} from "../support/conditions.ts";
import { look, putLink } from "../support/files.ts";
import { holdLock } from "../support/holder.ts";
import {
  assertCode,
  type Finished,
  type ProgramFolders,
  programFolders,
  runOnce,
  runProgram,
  startProgram,
} from "../support/program.ts";
import { file, readText, writeTree } from "../support/tree.ts";

/** Everything that a terminal or a reader of lines could take for more than text. */
const NASTY =
  "\u001b[2J\u001b]0;title\u0007\r\n\t\u0008\u007f\u009b31m\u009d\u061c\u200e\u200f\u2028\u2029\u202a\u202e\u2066\u2069";

/** The same as far as a command line can carry it. */
const SHOWN = "\\u001b[2J\\u001b]0;title\\u0007\\r\\n\\t\\u0008\\u007f";

function assertHarmless(text: string): void {
  const found = text.match(
    // deno-lint-ignore no-control-regex
    /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffd]|\p{Cs}/gu,
  );
  assertEquals(found, null, JSON.stringify(text));
}

/** Asserts it of everything that a run wrote, and that it did show the text. */
function assertAllHarmless(
  { stdout, stderr }: Finished,
  shown: string,
): void {
  for (const text of [stdout, stderr]) assertHarmless(text);
  assert(`${stdout}${stderr}`.includes(shown), stderr);
}

const FORMATS = [[], ["--log-format", "json"], ["--json"]];
const NAMES = ["text", "JSON", "objects"];

for (const [at, format] of FORMATS.entries()) {
  const what = NAMES[at];

  testUnless(
    notPosix(),
    `no name, target or reason reaches the console or the log as it is, in ${what}`,
    async () => {
      using folders = programFolders({
        source: {
          [`copied ${NASTY}`]: "new",
          [`folder ${NASTY}`]: { [`deep ${NASTY}`]: "deep" },
          [`linked ${NASTY}`]: "linked",
          mended: file("mended", { mode: 0o600 }),
          [`retyped ${NASTY}`]: "a file now",
        },
        replica: {
          [`removed ${NASTY}`]: "extra",
          mended: "mended",
          [`retyped ${NASTY}`]: {},
        },
      });
      putLink(`${folders.source}/link`, `to ${NASTY}`);
      await Deno.link(
        `${folders.source}/linked ${NASTY}`,
        `${folders.source}/also ${NASTY}`,
      );
      const args = ["plan", folders.source, folders.replica, ...format];
      const plan = await runProgram(args, folders);
      assertCode(plan, 7);
      assertAllHarmless(plan, "copied \\u001b[2J");
      const finished = await runOnce(folders, ["-v", "-H", ...format]);
      assertCode(finished, 0);
      assertAllHarmless(finished, "");
      assertHarmless(readText(folders.log));
      assertEquals(readText(folders.log), finished.stderr);
      for (const word of ["copied", "folder", "removed", "retyped", "deep"]) {
        assert(finished.stderr.includes(`${word} \\u001b[2J`), word);
      }
    },
  );

  testUnless(
    notPosix(),
    `no path of the command line reaches the console as it is, in ${what}`,
    async () => {
      using folders = programFolders({ source: {}, replica: {} });
      const { source, replica, top } = folders;
      const nasty = `${top}/${NASTY}`;
      const lines: readonly (readonly string[])[] = [
        [nasty, replica],
        [source, `${nasty}/deep`],
        [source, replica, "--log", `${nasty}/log`],
        [source, source, "--log", nasty],
      ];
      for (const line of lines) {
        const finished = await runProgram(
          [...line, "--once", ...format],
          folders,
        );
        assertAllHarmless(finished, "");
      }
    },
  );
}

/** Command lines that make no sense, and each of which is quoted. */
const SENSELESS: readonly (readonly string[])[] = [
  [`--${NASTY}`],
  [`--once${NASTY}`],
  [`-${NASTY}`],
  ["--digest", NASTY],
  ["--disk", NASTY],
  ["--max-delete", NASTY],
  ["--interval", NASTY],
  ["--log-format", NASTY],
  ["--log-max-size", NASTY],
  ["--threads", NASTY],
];

for (const words of SENSELESS) {
  const shown = JSON.stringify(words.map((word) => word.replace(NASTY, "...")));
  testUnless(
    notPosix(),
    `lockstep quotes what it does not understand, escaped: ${shown}`,
    async () => {
      const finished = await runProgram(["source", "replica", ...words]);
      assertCode(finished, 2);
      assertAllHarmless(finished, words[0] === `-${NASTY}` ? "" : SHOWN);
    },
  );
}

testUnless(
  notPosix(),
  "lockstep shows what another process left in the lock, escaped",
  async () => {
    using folders = programFolders({ source: { a: "a" }, replica: {} });
    const { state, replica } = folders;
    await using _holder = await holdLock({
      folder: `${state}/lockstep`,
      replica: { path: replica, identity: identityOf(folders) },
      holder: `process 1, since ${NASTY}`,
    });
    for (const format of FORMATS) {
      const finished = await runOnce(folders, format);
      assertCode(finished, 5);
      assertAllHarmless(finished, "process 1, since \\u001b[2J");
      assertHarmless(readText(folders.log));
    }
  },
);

testUnless(
  notPosix(),
  "lockstep asks its questions escaped",
  async () => {
    using folders = programFolders({ replica: {} });
    const source = `${folders.top}/\u001b]0;title\u0007\u202e`;
    await using program = startProgram(
      [source, folders.replica, "--once"],
      { ...folders, terminal: true },
    );
    const asked = await program.stdout.waitFor(/The source.*Make it\?/s);
    await program.type("n\n");
    assertCode(await program.finished, 4);
    assert(asked.includes("\\u001b]0;title\\u0007\\u202e"), asked);
    assertHarmless(asked);
  },
);

for (const disk of ["native", "portable"]) {
  testUnless(
    (disk === "native" ? notNative() : undefined) ?? noBadNames(),
    `lockstep shows names and targets that are not valid UTF-8 escaped, by the ${disk} disk`,
    async () => {
      using folders = programFolders({ source: {}, replica: {} });
      writeTree(folders.source, { a: "a" });
      makeBadNames(folders.source, 3);
      makeBadLink(`${folders.source}/link`);
      for (const format of FORMATS) {
        const finished = await runOnce(folders, ["--disk", disk, ...format]);
        for (const text of [finished.stdout, finished.stderr]) {
          assertHarmless(text.replaceAll("bad\ufffdname", ""));
        }
        assert(disk === "portable" || !finished.stderr.includes("\ufffd"));
      }
    },
  );
}

function identityOf(
  { replica }: ProgramFolders,
): { readonly dev: number; readonly ino: number } {
  const { dev, ino } = look(replica);
  return { dev, ino: ino ?? 0 };
}
