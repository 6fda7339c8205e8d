import { splitArguments } from "../../../src/cli/arguments/arguments.ts";
import type { Config } from "../../../src/cli/config/job.ts";
import { parseScheduleOfJob } from "../../../src/cli/schedule/job_request.ts";
import type { ScheduleRequest } from "../../../src/cli/schedule/request.ts";
import { UsageError } from "../../../src/cli/usage_error.ts";
import { assertEquals, assertThrows } from "../../support/assert.ts";

const CONFIG: Config = {
  path: "/home/me/lockstep.toml",
  parallel: 1,
  jobs: [
    {
      name: "photos",
      given: splitArguments(["/s", "/r", "-i", "1h"]),
      cron: undefined,
      lineOf: () => undefined,
      line: 1,
    },
    {
      name: "docs",
      given: splitArguments(["/s2", "/r2"]),
      cron: undefined,
      lineOf: () => undefined,
      line: 5,
    },
  ],
};

function parse(...args: readonly string[]): ScheduleRequest {
  const given = splitArguments(["schedule", ...args]);
  return parseScheduleOfJob(given, {
    config: CONFIG,
    os: "linux",
    currentFolder: "/here",
  });
}

Deno.test("parseScheduleOfJob() has the job run once, in its own interval", () => {
  assertEquals(parse("photos", "--config", "x", "-q"), {
    system: "systemd",
    name: "lockstep-photos",
    about: 'lockstep, job "photos" of "/home/me/lockstep.toml"',
    everyMs: 3_600_000,
    args: [
      "run",
      "photos",
      "--once",
      "--config=/home/me/lockstep.toml",
      "--quiet",
    ],
  });
});

Deno.test("parseScheduleOfJob() takes the interval that is given", () => {
  assertEquals(parse("photos", "--every", "1d").everyMs, 86_400_000);
  assertEquals(parse("docs", "--every", "1d").everyMs, 86_400_000);
});

/** Command lines that make no sense, and what is said. */
const MISUSES: readonly (readonly [readonly string[], string])[] = [
  [["docs"], 'the job "docs" has no interval: give --every'],
  [["music"], 'there is no job "music"'],
  [["photos", "-n"], '"--dry-run" makes no sense'],
  [["photos", "--checksum"], '"--checksum" cannot be given with a job'],
  [["photos", "--log", "x"], '"--log" cannot be given with a job'],
];

for (const [args, says] of MISUSES) {
  Deno.test(`parseScheduleOfJob() refuses ${args.join(" ")}`, () => {
    assertThrows(() => parse(...args), UsageError, says);
  });
}
