import fc from "fast-check";
import { launchdPlist } from "../../../src/cli/schedule/launchd.ts";
import type { Scheduled } from "../../../src/cli/schedule/scheduled.ts";
import { UsageError } from "../../../src/cli/usage_error.ts";
import { commandOf, PRINTABLE_WORD } from "../../support/arbitrary_words.ts";
import { assertEquals, assertThrows } from "../../support/assert.ts";
import { testUnless } from "../../support/conditions.ts";
import { runCommand } from "../../support/shell.ts";
import { toolWorks } from "../../support/tools.ts";

const SCHEDULED: Scheduled = {
  name: "lockstep-photos",
  about: "",
  command: [
    "/opt/lockstep",
    "sync",
    "/Users/me/\u00e9 & <b>",
    "/Volumes/a\tb\n",
  ],
  environment: [["DENO_DIR", "/a & b"]],
  everyMs: 2_700_000,
  isRoot: false,
};

const NO_PLISTLIB = toolWorks("python3", ["-c", "import plistlib"])
  ? undefined
  : "there is no python3 with plistlib here";

/** Returns what Python's parser of property lists reads. */
function readPlist(text: string): unknown {
  const file = Deno.makeTempFileSync({ prefix: "lockstep-plist-" });
  try {
    Deno.writeTextFileSync(file, text);
    const script =
      "import plistlib, json, sys; print(json.dumps(plistlib.load(open(sys.argv[1], 'rb'))))";
    const { out, err } = runCommand("python3", "-c", script, file);
    assertEquals(err, "");
    return JSON.parse(out);
  } finally {
    Deno.removeSync(file);
  }
}

testUnless(
  NO_PLISTLIB,
  "launchdPlist() is read as what launchd is to do",
  () => {
    assertEquals(readPlist(launchdPlist(SCHEDULED)), {
      Label: "lockstep-photos",
      ProgramArguments: SCHEDULED.command,
      EnvironmentVariables: { DENO_DIR: "/a & b" },
      StartInterval: 2700,
      RunAtLoad: true,
    });
  },
);

testUnless(NO_PLISTLIB, "launchdPlist() is read as the same words", () => {
  fc.assert(
    fc.property(
      fc.array(commandOf(PRINTABLE_WORD), { minLength: 60, maxLength: 60 }),
      (commands) => {
        const command = commands.flat();
        const plist = launchdPlist({ ...SCHEDULED, command, environment: [] });
        assertEquals(readPlist(plist), {
          Label: "lockstep-photos",
          ProgramArguments: command,
          StartInterval: 2700,
          RunAtLoad: true,
        });
      },
    ),
    { numRuns: 5 },
  );
});

Deno.test("launchdPlist() refuses control characters, which XML cannot hold", () => {
  for (const word of ["\x01", "a\x1bb", "\uffff"]) {
    assertThrows(
      () => launchdPlist({ ...SCHEDULED, command: ["/opt/lockstep", word] }),
      UsageError,
      "XML cannot hold",
    );
  }
});
