import {
  type RawArguments,
  splitArguments,
} from "../../../src/cli/arguments/arguments.ts";
import { OPTIONS, type OptionSpec } from "../../../src/cli/options.ts";
import { UsageError } from "../../../src/cli/usage_error.ts";
import { assert, assertEquals, assertThrows } from "../../support/assert.ts";

/** Command lines with their positionals, and with their switches and values in one line. */
const SPLIT: readonly (readonly [string[], string[], string])[] = [
  [[], [], ""],
  [["S", "R"], ["S", "R"], ""],
  [["S", "R", "10m", "x.log"], ["S", "R", "10m", "x.log"], ""],
  [["--once", "S", "-n", "R"], ["S", "R"], "once dry-run"],
  [["S", "R", "-nq"], ["S", "R"], "dry-run quiet"],
  [["S", "R", "--once", "--once"], ["S", "R"], "once"],
  [["S", "R", "-i", "5"], ["S", "R"], "interval=5"],
  [["S", "R", "-i5"], ["S", "R"], "interval=5"],
  [["S", "R", "-i10m"], ["S", "R"], "interval=10m"],
  [["S", "R", "-i=5"], ["S", "R"], "interval=5"],
  [["S", "R", "--interval", "5"], ["S", "R"], "interval=5"],
  [["S", "R", "--interval=5"], ["S", "R"], "interval=5"],
  [["S", "R", "-nl", "x"], ["S", "R"], "log=x dry-run"],
  [["S", "R", "-lx.log"], ["S", "R"], "log=x.log"],
  [["S", "R", "-l/x.log"], ["S", "R"], "log=/x.log"],
  [["S", "R", "--log=a=b"], ["S", "R"], "log=a=b"],
  [["S", "R", "--log-path", "x"], ["S", "R"], "log=x"],
  [["S", "R", "--log_path=x"], ["S", "R"], "log=x"],
  [["S", "R", "--log=-x"], ["S", "R"], "log=-x"],
  [["S", "R", "--max-delete", "20%"], ["S", "R"], "max-delete=20%"],
  [["--", "-S", "--once"], ["-S", "--once"], ""],
  [["S", "--once", "--", "-R"], ["S", "-R"], "once"],
  [["S", "--", "--", "R"], ["S", "--", "R"], ""],
  [["-", "R"], ["-", "R"], ""],
  [["", "R"], ["", "R"], ""],
  [["001", "0x10", "1e3"], ["001", "0x10", "1e3"], ""],
  [["-n", "true", "R"], ["true", "R"], "dry-run"],
  [["-n", "false", "R"], ["false", "R"], "dry-run"],
  [["S", "R", "--once", "false"], ["S", "R", "false"], "once"],
  [["constructor", "__proto__"], ["constructor", "__proto__"], ""],
];

for (const [args, positionals, options] of SPLIT) {
  Deno.test(`splitArguments() understands: ${args.join(" ")}`, () => {
    const given = splitArguments(args);
    assertEquals(given.positionals, positionals);
    assertEquals(inOneLine(given), options);
  });
}

/** Command lines, and the subcommand and positionals that they mean. */
const NAMED: readonly (readonly [string[], string, string[]])[] = [
  [["S", "R"], "sync", ["S", "R"]],
  [["sync", "sync", "sync"], "sync", ["sync", "sync"]],
  [["--once", "sync", "S"], "sync", ["S"]],
  [["S", "help"], "sync", ["S", "help"]],
  [["help"], "help", []],
  [["help", "sync"], "help", ["sync"]],
  [["../help", "R"], "sync", ["../help", "R"]],
  [["--", "help", "R"], "sync", ["help", "R"]],
];

for (const [args, subcommand, positionals] of NAMED) {
  Deno.test(`splitArguments() finds the subcommand of: ${args.join(" ")}`, () => {
    const given = splitArguments(args);
    assertEquals(given.subcommand, subcommand);
    assertEquals(given.positionals, positionals);
  });
}

Deno.test("splitArguments() refuses an option of another subcommand", () => {
  assertThrows(
    () => splitArguments(["help", "--once"]),
    UsageError,
    '"--once" is no option of "lockstep help": "lockstep help help" lists those',
  );
});

/** Command lines that make no sense, and what is said of them. */
const MISUSES: readonly (readonly [string[], string])[] = [
  [["--intervall", "5"], 'unknown option "--intervall": did you mean "--inter'],
  [["--intervall=5"], 'unknown option "--intervall": did you mean "--interv'],
  [["--ONCE"], 'unknown option "--ONCE": did you mean "--once"?'],
  [["--no-once"], 'unknown option "--no-once": did you mean "--once"?'],
  [
    ["--logpath", "x"],
    'unknown option "--logpath": did you mean "--log-path"?',
  ],
  [["-x"], 'unknown option "-x": "lockstep --help" lists the options'],
  [["-5"], 'unknown option "-5": "lockstep --help" lists the options'],
  [["-nx"], 'unknown option "-x" in "-nx"'],
  [["---once"], 'unknown option "---once"'],
  [["--="], 'unknown option "--"'],
  [["--__proto__", "x"], 'unknown option "--__proto__"'],
  [["--constructor"], 'unknown option "--constructor"'],
  [["--_", "x"], 'unknown option "--_"'],
  [["--log"], '"--log" needs a value: --log FILE'],
  [["--log="], '"--log" needs a value: --log FILE'],
  [["--log", ""], '"--log" needs a value: --log FILE'],
  [["-l"], '"--log" needs a value: --log FILE'],
  [["--log", "--once"], '"--log" needs a value: --log FILE'],
  [["--log", "-n"], '"--log" needs a value: --log FILE'],
  [
    ["--max-delete", "-1"],
    '"--max-delete" needs a value: --max-delete N|P%, here --max-delete=-1',
  ],
  [
    ["--exclude", "-z*"],
    '"--exclude" needs a value: --exclude PATTERN, here --exclude=-z*',
  ],
  [["--log", "--"], '"--log" needs a value: --log FILE'],
  [["--once=no"], '"--once" takes no value: write it alone, or leave it out'],
  [["--once="], '"--once" takes no value'],
  [["-n=no"], '"-n" takes no value'],
  [["-qn=no"], "takes no value"],
  [["-c5"], "-c"],
  [["-c/x"], "-c"],
  [["-l", "a", "-l", "b"], '"--log" is given twice, "a" and "b": give it once'],
  [["--log", "a", "--log_path", "b"], '"--log" is given twice, "a" and "b"'],
];

for (const [args, says] of MISUSES) {
  Deno.test(`splitArguments() refuses: ${args.join(" ")}`, () => {
    assertThrows(() => splitArguments(["S", "R", ...args]), UsageError, says);
  });
}

for (const option of OPTIONS as readonly OptionSpec[]) {
  Deno.test(`splitArguments() knows --${option.name} by all its spellings`, () => {
    const { name, value, short, also = [], of } = option;
    const subcommand = of === undefined || of === "all" ? "sync" : of[0];
    assert(subcommand !== undefined);
    const spellings = [`--${name}`, ...also.map((other) => `--${other}`)];
    if (short !== undefined) spellings.push(`-${short}`);
    const rest = value === undefined ? [] : ["x"];
    const expected = value === undefined ? name : `${name}=x`;
    for (const spelling of spellings) {
      const given = splitArguments([subcommand, "S", spelling, ...rest, "R"]);
      assertEquals(given.positionals, ["S", "R"]);
      assertEquals(inOneLine(given), expected);
    }
  });
}

/** Values as "name=value", then switches, in the order of the table. */
function inOneLine({ values, switches }: RawArguments): string {
  const pairs = [...values].map(([name, value]) => `${name}=${value}`);
  return [...pairs, ...switches].join(" ");
}
