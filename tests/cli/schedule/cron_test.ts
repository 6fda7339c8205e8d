import fc from "fast-check";
import { arrangeCron, cronLine } from "../../../src/cli/schedule/cron.ts";
import type { Scheduled } from "../../../src/cli/schedule/scheduled.ts";
import { UsageError } from "../../../src/cli/usage_error.ts";
import { propertyRuns } from "../../property/runs.ts";
import { commandOf, PRINTABLE_WORD } from "../../support/arbitrary_words.ts";
import {
  assertEquals,
  assertStringIncludes,
  assertThrows,
} from "../../support/assert.ts";
import { testUnless } from "../../support/conditions.ts";
import { lacks, runCommand } from "../../support/shell.ts";
import { takeCronCommand } from "../../support/split_cron.ts";

const HOUR_MS = 3_600_000;

const SCHEDULED: Scheduled = {
  name: "lockstep-photos",
  about: "",
  command: ["/bin/true", "sync", '/home/me/100% \u00e9"x\\', "/mnt/it's $HOME"],
  environment: [["XDG_STATE_HOME", "/home/me/a b%"]],
  everyMs: HOUR_MS,
  isRoot: true,
};

/** Returns the words that sh gets, the values of variables first. */
function splitBySh(line: string): readonly string[] {
  const command = takeCronCommand(line.replace(/^(\S+ ){5}/, ""));
  const script = `run() { printf '%s\\0' "$@"; }; run ${command}`;
  const { ok, out, err } = runCommand("sh", "-c", script);
  assertEquals({ ok, err }, { ok: true, err: "" });
  return out.split("\0").slice(0, -1);
}

testUnless(
  lacks("sh"),
  "cronLine() is split by cron's rule for % and by sh into the same words",
  () => {
    fc.assert(
      fc.property(commandOf(PRINTABLE_WORD), (command) => {
        const line = cronLine({ ...SCHEDULED, command, environment: [] });
        assertEquals(splitBySh(line), command);
      }),
      propertyRuns(),
    );
  },
);

testUnless(lacks("sh"), "cronLine() sets what the environment needs", () => {
  const command = ["/bin/sh", "-c", 'printf "%s" "$XDG_STATE_HOME"'];
  const line = cronLine({ ...SCHEDULED, command });
  const taken = takeCronCommand(line.replace(/^(\S+ ){5}/, ""));
  assertEquals(runCommand("sh", "-c", taken).out, "/home/me/a b%");
});

/** Times between starts in minutes, and the fields of the crontab. */
const FIELDS: readonly (readonly [number, string])[] = [
  [1, "* * * * *"],
  [15, "*/15 * * * *"],
  [60, "0 * * * *"],
  [120, "0 */2 * * *"],
  [24 * 60, "15 4 * * *"],
  [7 * 24 * 60, "15 4 * * 0"],
];

for (const [minutes, fields] of FIELDS) {
  Deno.test(`cronLine() starts a command every ${minutes} minutes by ${fields}`, () => {
    const line = cronLine({ ...SCHEDULED, everyMs: minutes * 60_000 });
    assertStringIncludes(line, `${fields} XDG_STATE_HOME=`);
  });
}

for (const minutes of [0.5, 7, 45, 90, 7 * 60, 36 * 60, 2 * 24 * 60]) {
  Deno.test(`cronLine() refuses every ${minutes} minutes, which cron cannot express`, () => {
    assertThrows(
      () => cronLine({ ...SCHEDULED, everyMs: minutes * 60_000 }),
      UsageError,
      "it knows 1m, 2m, 3m",
    );
  });
}

Deno.test("cronLine() refuses what no line can hold", () => {
  for (
    const [word, says] of [
      ["a\nb", "line end"],
      ["x".repeat(1000), "998 bytes"],
      ["\u00e9".repeat(490), "998 bytes"],
    ] as const
  ) {
    assertThrows(
      () => cronLine({ ...SCHEDULED, command: ["/bin/true", word] }),
      UsageError,
      says,
    );
  }
});

/** Debian's cron can be asked whether it would take a crontab. */
const NO_CRONTAB = lacks("crontab") ??
  (runCommand("crontab", "-h").err.includes("-n")
    ? undefined
    : "this crontab has no dry run");

for (const [minutes] of FIELDS) {
  testUnless(
    NO_CRONTAB,
    `crontab takes what is printed for every ${minutes} minutes`,
    () => {
      const file = Deno.makeTempFileSync({ prefix: "lockstep-crontab-" });
      try {
        const everyMs = minutes * 60_000;
        Deno.writeTextFileSync(
          file,
          arrangeCron({ ...SCHEDULED, everyMs }).text,
        );
        const { ok, err } = runCommand("crontab", "-n", file);
        assertEquals(ok, true, err);
      } finally {
        Deno.removeSync(file);
      }
    },
  );
}

testUnless(
  lacks("sh"),
  "the commands that arrangeCron() prints add the line and take it away again",
  () => {
    const folder = Deno.makeTempDirSync({ prefix: "lockstep-crontab-" });
    try {
      const text = arrangeCron(SCHEDULED).text;
      Deno.writeTextFileSync(`${folder}/FILE`, text);
      const other = "0 1 * * * /bin/other # lockstep-photos2\n";
      Deno.writeTextFileSync(`${folder}/table`, other);
      const crontab =
        `cd "$1"; crontab() { case $1 in -l) cat table;; -) cat > new; mv new table;; esac; }`;
      const [install = "", , , , remove = ""] = text.split("\n").slice(1)
        .map((line) => line.slice(1));
      const run = (command: string): string => {
        const script = `${crontab}; ${command}`;
        assertEquals(runCommand("sh", "-c", script, "sh", folder).err, "");
        return Deno.readTextFileSync(`${folder}/table`);
      };
      assertEquals(run(install), `${other}${cronLine(SCHEDULED)}\n`);
      assertEquals(run(remove), other);
    } finally {
      Deno.removeSync(folder, { recursive: true });
    }
  },
);
