import { assertMatch } from "../support/assert.ts";
import { notPosix, testUnless } from "../support/conditions.ts";
import { assertCode, programFolders, runProgram } from "../support/program.ts";

const FULL = ["sh", "-c", '"$@" > /dev/full', "sh"];

/** Commands that have their result at the end, all of them with something to print. */
const COMMANDS: readonly (readonly string[])[] = [
  ["plan", "../source", "../replica"],
  ["verify", "../source", "../replica"],
  ["manifest", "../source"],
  ["explain", "../source", "a"],
  ["schedule", "../source", "../replica", "--every", "1h"],
  ["completions", "bash"],
  ["doctor"],
  ["help", "sync"],
  ["--version"],
];

for (const args of COMMANDS) {
  testUnless(
    notPosix(),
    `lockstep ${
      args[0]
    } says that its result could not be written, and ends with 1`,
    async () => {
      using folders = programFolders({
        source: { a: "a" },
        replica: { a: "a" },
      });
      const finished = await runProgram(args, { ...folders, through: FULL });
      assertCode(finished, 1);
      assertMatch(
        finished.stderr,
        /Cannot write the (result|list): no space left on the disk \(ENOSPC\)\n$/,
      );
    },
  );
}

testUnless(
  notPosix(),
  "lockstep help says nothing where its reader has seen enough",
  async () => {
    const through = [
      "bash",
      "-c",
      '"$@" | true; exit "${PIPESTATUS[0]}"',
      "sh",
    ];
    const finished = await runProgram(["help", "sync"], { through });
    assertCode(finished, 0);
    assertMatch(finished.stderr, /^$/);
  },
);
