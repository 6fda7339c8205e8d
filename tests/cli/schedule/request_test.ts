import { splitArguments } from "../../../src/cli/arguments/arguments.ts";
import {
  parseSchedule,
  type ScheduleRequest,
} from "../../../src/cli/schedule/request.ts";
import { UsageError } from "../../../src/cli/usage_error.ts";
import { assertEquals, assertThrows } from "../../support/assert.ts";

function parse(
  args: readonly string[],
  os: typeof Deno.build.os = "linux",
): ScheduleRequest {
  const given = splitArguments(["schedule", ...args]);
  return parseSchedule(given, { os, currentFolder: "/here" });
}

Deno.test("parseSchedule() makes paths absolute and passes the options of the mirror on", () => {
  const { args, ...rest } = parse(
    ["./photos", "/mnt/b", "--every", "1h", "-l", "x.log", "-u"]
      .concat("--trash", "old", "--keep", "30d", "--keep=5", "--once"),
  );
  assertEquals(args, [
    "sync",
    "/here/photos",
    "/mnt/b",
    "--once",
    "--log=/here/x.log",
    "--update",
    "--trash=/here/old",
    "--keep=30d,5",
  ]);
  assertEquals(rest, {
    system: "systemd",
    name: "lockstep-b",
    about: 'lockstep "/here/photos" "/mnt/b"',
    everyMs: 3_600_000,
  });
});

Deno.test("parseSchedule() gives arguments that are split into what was asked for", () => {
  const asked = ["/s", "/r", "--log=-x", "--max-delete", "20%", "-qcX"];
  const { args } = parse([...asked, "--every", "1h"]);
  const again = splitArguments(args);
  const first = splitArguments([...asked, "--once"]);
  assertEquals(new Set(again.switches), new Set(first.switches));
  assertEquals(again.positionals, first.positionals);
  assertEquals(
    new Map(again.values),
    new Map([...first.values, ["log", "/here/-x"]]),
  );
});

Deno.test("parseSchedule() gives an option once for each time that it was given", () => {
  const { args } = parse(
    ["/s", "/r", "--every", "1h", "--exclude=-a", "--exclude=b c"]
      .concat("--exclude-from", "x", "--exclude-from=/y"),
  );
  assertEquals(args.slice(5), [
    "--exclude=-a",
    "--exclude=b c",
    "--exclude-from=/here/x",
    "--exclude-from=/y",
  ]);
});

Deno.test("parseSchedule() takes what the system has where none is named", () => {
  const args = ["a", "b", "--every", "1h"];
  assertEquals(
    (["linux", "darwin", "windows", "freebsd"] as const)
      .map((os) => parse(args, os).system),
    ["systemd", "launchd", "windows", "cron"],
  );
  assertEquals(parse([...args, "--for", "cron"]).system, "cron");
});

/** Replicas and the names of their timetables. */
const NAMES: readonly (readonly [string, string])[] = [
  ["/mnt/photos/", "lockstep-photos"],
  ["C:\\my photos", "lockstep-my-photos"],
  ["/mnt/\u00e9\u00e9", "lockstep-mnt"],
  ["\u4e2d", "lockstep-mirror"],
  ["/mnt/a'b$c", "lockstep-a-b-c"],
];

for (const [replica, name] of NAMES) {
  Deno.test(`parseSchedule() calls the timetable of ${replica} ${name}`, () => {
    assertEquals(parse(["s", replica, "--every", "1h"]).name, name);
  });
}

/** Command lines that make no sense, and what is said. */
const MISUSES: readonly (readonly [readonly string[], string])[] = [
  [["a", "--every", "1h"], "two folders or a job are needed"],
  [["a", "./a", "--every", "1h"], "are one folder, or one lies in the other"],
  [["a/b", "a", "--every", "1h"], "are one folder, or one lies in the other"],
  [["a", "b"], "a time is needed: --every"],
  [["a", "b", "--config=x", "--every=1h"], '"--config" needs a job'],
  [["a", "b", "--every", "0"], '"0" is no time for --every'],
  [["a", "b", "--every", "soon"], '"soon" is no time for --every'],
  [["a", "b", "--every", "0.5s"], '"0.5s" is no time for --every'],
  [["a", "b", "10m", "--every", "1h"], "instead of an interval"],
  [["a", "b", "-i10m", "--every", "1h"], "instead of an interval"],
  [["a", "b", "-n", "--every", "1h"], '"--dry-run" makes no sense'],
  [["a", "b", "--every", "1h", "--for", "at"], "expected one of systemd, cron"],
  [["a", "b", "--every", "1h", "--name", "a b"], '"a b" is no name'],
  [["a", "b", "--every", "1h", "--durable", "x"], '"x" is no durability'],
];

for (const [args, says] of MISUSES) {
  Deno.test(`parseSchedule() refuses ${args.join(" ")}`, () => {
    assertThrows(() => parse(args), UsageError, says);
  });
}
