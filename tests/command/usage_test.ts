import { assert, assertEquals, assertMatch } from "../support/assert.ts";
import {
  assertCode,
  programFolders,
  runProgram,
  snapshot,
} from "../support/program.ts";

/** Command lines that make no sense, where S and R stand for the folders, and what is said. */
const MISUSES: readonly {
  readonly title: string;
  readonly args: readonly string[];
  readonly says: string;
}[] = [
  {
    title: "an unknown option, and names the nearest one",
    args: ["S", "R", "--intervall", "3"],
    says: 'unknown option "--intervall": did you mean "--interval"?',
  },
  {
    title: "another unknown option",
    args: ["S", "R", "--dryrun"],
    says: 'unknown option "--dryrun": did you mean "--dry-run"?',
  },
  {
    title: "a mistyped command",
    args: ["verfy", "S", "R"],
    says: 'there is no folder "verfy": did you mean "lockstep verify"?',
  },
  {
    title: "an unknown letter",
    args: ["S", "R", "-x"],
    says: 'unknown option "-x"',
  },
  {
    title: "an unknown letter among known ones",
    args: ["S", "R", "-nx"],
    says: 'unknown option "-',
  },
  {
    title: "the negation of a switch",
    args: ["S", "R", "--no-once"],
    says: 'unknown option "--no-once"',
  },
  {
    title: "an unknown option with control characters and a line end",
    args: ["S", "R", "--\u001b[31m\nx"],
    says: "unknown option",
  },
  {
    title: "an option at the end without its value",
    args: ["S", "R", "--interval"],
    says: '"--interval" needs a value',
  },
  {
    title: "an option followed by another instead of its value",
    args: ["S", "R", "-l", "--once"],
    says: '"--log" needs a value',
  },
  {
    title: "an option with an empty value",
    args: ["S", "R", "--digest="],
    says: '"--digest" needs a value',
  },
  {
    title: "a switch with a value",
    args: ["S", "R", "--once=no"],
    says: '"--once" takes no value',
  },
  {
    title: "a switch with a value, by its letter",
    args: ["S", "R", "--once", "-n=no"],
    says: "takes no value",
  },
  {
    title: "what looks like an interval and is none",
    args: ["S", "R", "10min"],
    says: '"10min" is no interval: expected seconds above 0 (600)',
  },
  {
    title: "two intervals",
    args: ["S", "R", "10", "20s"],
    says: "the interval is given twice",
  },
  {
    title: "an interval by place and by option",
    args: ["S", "R", "10", "--interval", "20"],
    says: "the interval is given twice",
  },
  {
    title: "an interval by two options",
    args: ["S", "R", "-i", "10", "--interval", "20"],
    says: "given twice",
  },
  {
    title: "two log files",
    args: ["S", "R", "one.log", "two.log"],
    says: "the log file is given twice",
  },
  {
    title: "a log file by place and by option",
    args: ["S", "R", "one.log", "-l", "two.log"],
    says: "the log file is given twice",
  },
  {
    title: "a log file by two options",
    args: ["S", "R", "--log", "one.log", "--log-path", "two.log"],
    says: "given twice",
  },
  {
    title: "a fifth name",
    args: ["S", "R", "10", "one.log", "more"],
    says: "given twice",
  },
  {
    title: "an interval of nothing",
    args: ["S", "R", "0"],
    says: '"0" is no interval',
  },
  {
    title: "an interval that is none",
    args: ["S", "R", "--interval", "soon"],
    says: '"soon" is no interval: expected',
  },
  {
    title: "a negative interval",
    args: ["S", "R", "--interval=-5"],
    says: '"-5" is no interval: expected',
  },
  {
    title: "an unknown digest, and lists those that are known",
    args: ["S", "R", "--digest", "crc32"],
    says: '"crc32" is no digest: expected one of md5, sha1, sha256, sha512',
  },
  {
    title: "a limit for removals that is none",
    args: ["S", "R", "--max-delete", "some"],
    says: '"some" is no limit for removals: expected',
  },
  {
    title: "a limit for removals above all",
    args: ["S", "R", "--max-delete", "101%"],
    says: '"101%" is no limit for removals: expected',
  },
  {
    title: "a size that is none",
    args: ["S", "R", "--log-max-size", "big"],
    says: '"big" is no size: expected',
  },
  {
    title: "a size of nothing",
    args: ["S", "R", "--log-max-size", "0"],
    says: '"0" is no size: expected',
  },
  {
    title: "a number of logs that is none",
    args: ["S", "R", "--log-keep=-1"],
    says: '"-1" does not fit --log-keep: expected',
  },
  {
    title: "an unknown log format",
    args: ["S", "R", "--log-format", "xml"],
    says: '"xml" is no log format: expected one of text, json',
  },
  {
    title: "a number of threads that is none",
    args: ["S", "R", "--threads", "two"],
    says: '"two" does not fit --threads: expected',
  },
  {
    title: "too many threads",
    args: ["S", "R", "--threads", "100000"],
    says: '"100000" does not fit --threads: expected',
  },
  {
    title: "--quiet with --verbose",
    args: ["S", "R", "-q", "-v"],
    says: '"--quiet" and "--verbose" exclude each other',
  },
  { title: "no folders", args: ["--once"], says: "two folders are needed" },
  { title: "one folder", args: ["S"], says: "two folders are needed" },
  {
    title: "one folder after the subcommand",
    args: ["sync", "S"],
    says: "two folders are needed",
  },
  { title: "an empty SOURCE", args: ["", "R"], says: "SOURCE is empty" },
  { title: "an empty REPLICA", args: ["S", ""], says: "REPLICA is empty" },
  {
    title: "an empty name for the log file",
    args: ["S", "R", "--once", ""],
    says: "the log file's name is empty",
  },
];

for (const { title, args, says } of MISUSES) {
  Deno.test(`lockstep refuses ${title}, in one line, and touches nothing`, async () => {
    using folders = programFolders({
      source: { "new.txt": "new" },
      replica: { "old.txt": "old" },
    });
    const places: Record<string, string> = {
      S: folders.source,
      R: folders.replica,
    };
    const before = snapshot(folders.top);
    const finished = await runProgram(
      ["--once", ...args.map((argument) => places[argument] ?? argument)],
      folders,
    );
    assertCode(finished, 2);
    assertEquals(finished.stdout, "");
    assert(
      finished.stderr.startsWith("lockstep: ") &&
        finished.stderr.includes(says),
      finished.stderr,
    );
    // deno-lint-ignore no-control-regex
    assertEquals(finished.stderr.match(/[\u0000-\u001f]/g), ["\n"]);
    assertEquals(snapshot(folders.top), before);
  });
}

const ASKED: Readonly<Record<string, RegExp>> = {
  snyc:
    /^lockstep: there is no command "snyc": did you mean "lockstep help sync"\?\n$/,
  photos:
    /^lockstep: there is no command "photos": "lockstep --help" lists them\n$/,
};

for (const [name, says] of Object.entries(ASKED)) {
  Deno.test(`lockstep help ${name} says that there is no such command`, async () => {
    const finished = await runProgram(["help", name]);
    assertCode(finished, 2);
    assertMatch(finished.stderr, says);
  });
}
