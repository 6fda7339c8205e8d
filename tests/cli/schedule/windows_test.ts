import fc from "fast-check";
import type { Scheduled } from "../../../src/cli/schedule/scheduled.ts";
import {
  arrangeWindows,
  windowsArguments,
  windowsTask,
} from "../../../src/cli/schedule/windows.ts";
import { UsageError } from "../../../src/cli/usage_error.ts";
import { propertyRuns } from "../../property/runs.ts";
import { PRINTABLE_WORD } from "../../support/arbitrary_words.ts";
import {
  assert,
  assertEquals,
  assertStringIncludes,
  assertThrows,
} from "../../support/assert.ts";
import { testUnless } from "../../support/conditions.ts";
import { lacks, runCommand } from "../../support/shell.ts";
import { expandWindows, splitWindows } from "../../support/split_windows.ts";
import { TASK_SCHEMA } from "../../support/task_schema.ts";

const SCHEDULED: Scheduled = {
  name: "lockstep-photos",
  about: "lockstep",
  command: ["C:\\Program Files\\lockstep.exe", "sync", "C:\\\u00e9 & <b>\\"],
  environment: [],
  everyMs: 2_700_000,
  isRoot: false,
};

/** Examples of "Parsing C command-line arguments", Microsoft's documentation. */
const SPLIT: readonly (readonly [string, readonly string[]])[] = [
  [`"abc" d e`, ["abc", "d", "e"]],
  [`a\\\\b d"e f"g h`, ["a\\\\b", "de fg", "h"]],
  [`a\\\\\\"b c d`, ['a\\"b', "c", "d"]],
  [`a\\\\\\\\"b c" d e`, ["a\\\\b c", "d", "e"]],
  [`a"b"" c d`, ['ab" c d']],
];

for (const [line, words] of SPLIT) {
  Deno.test(`the rule that windowsArguments() is held against splits ${line}`, () => {
    assertEquals(splitWindows(line), words);
  });
}

Deno.test("windowsArguments() is split by CommandLineToArgvW's rules into the same words", () => {
  fc.assert(
    fc.property(fc.array(PRINTABLE_WORD, { maxLength: 6 }), (words) => {
      assertEquals(splitWindows(windowsArguments(words)), words);
    }),
    propertyRuns(),
  );
});

Deno.test("windowsArguments() holds nothing that the Task Scheduler replaces", () => {
  fc.assert(
    fc.property(fc.array(PRINTABLE_WORD, { maxLength: 6 }), (words) => {
      const line = windowsArguments(words);
      assertEquals(expandWindows(line), line);
    }),
    propertyRuns(),
  );
});

testUnless(
  lacks("xmllint"),
  "windowsTask() is XML of which the command and its arguments are read unchanged",
  () => {
    const file = Deno.makeTempFileSync({ prefix: "lockstep-task-" });
    try {
      Deno.writeTextFileSync(file, windowsTask(SCHEDULED));
      const read = (name: string): string => {
        const path = `string(//*[local-name()="${name}"])`;
        const { ok, out, err } = runCommand("xmllint", "--xpath", path, file);
        assertEquals({ ok, err }, { ok: true, err: "" });
        return out.replace(/\n$/, "");
      };
      assertEquals(read("Command"), SCHEDULED.command[0]);
      assertEquals(
        splitWindows(read("Arguments")),
        SCHEDULED.command.slice(1),
      );
      assertEquals(read("Interval"), "PT45M");
    } finally {
      Deno.removeSync(file);
    }
  },
);

for (const minutes of [1, 45, 1440, 31 * 1440]) {
  testUnless(
    lacks("xmllint"),
    `windowsTask() fits the schema of the Task Scheduler with an interval of ${minutes} minutes`,
    () => {
      const folder = Deno.makeTempDirSync({ prefix: "lockstep-task-" });
      try {
        const [task, schema] = [`${folder}/task.xml`, `${folder}/task.xsd`];
        const everyMs = minutes * 60_000;
        Deno.writeTextFileSync(task, windowsTask({ ...SCHEDULED, everyMs }));
        Deno.writeTextFileSync(schema, TASK_SCHEMA);
        const { ok, err } = runCommand(
          "xmllint",
          "--noout",
          "--schema",
          schema,
          task,
        );
        assertEquals(ok, true, err);
      } finally {
        Deno.removeSync(folder, { recursive: true });
      }
    },
  );
}

Deno.test("windowsTask() is plain ASCII and never runs twice at once or into a limit", () => {
  const task = windowsTask(SCHEDULED);
  assert(/^[\n -~]*$/.test(task));
  assertStringIncludes(task, ">IgnoreNew<");
  assertStringIncludes(task, "<ExecutionTimeLimit>PT0S<");
});

for (const everyMs of [30_000, 90_000, 32 * 86_400_000]) {
  Deno.test(`windowsTask() refuses every ${everyMs / 1000} s`, () => {
    assertThrows(
      () => windowsTask({ ...SCHEDULED, everyMs }),
      UsageError,
      "it knows whole minutes, up to 31d",
    );
  });
}

Deno.test("windowsTask() refuses a program whose path would be replaced, and control characters", () => {
  for (
    const command of [["C:\\%a%\\lockstep.exe"], ["C:\\lockstep.exe", "\x07"]]
  ) {
    assertThrows(() => windowsTask({ ...SCHEDULED, command }), UsageError);
  }
});

Deno.test("arrangeWindows() says how the account gets the variables that a task cannot have", () => {
  const environment = [["XDG_STATE_HOME", "D:\\ann's"]] as const;
  const { text } = arrangeWindows({ ...SCHEDULED, environment });
  assertStringIncludes(
    text,
    `
# XDG_STATE_HOME is set here. The task has it once your account has it:
#   [Environment]::SetEnvironmentVariable('XDG_STATE_HOME', 'D:\\ann''s', 'User')
`,
  );
  assert(!arrangeWindows(SCHEDULED).text.includes("SetEnvironmentVariable"));
});
