import { splitArguments } from "../../../src/cli/arguments/arguments.ts";
import {
  parseSync,
  type SyncRequest,
} from "../../../src/cli/sync/sync_request.ts";
import { UsageError } from "../../../src/cli/usage_error.ts";
import { DIGESTS, DURABILITIES } from "../../../src/model/settings.ts";
import { assert, assertEquals, assertThrows } from "../../support/assert.ts";

const MIB = 1024 ** 2;

Deno.test("parseSync() asks for little where nothing is said", () => {
  assertEquals<SyncRequest>(requestOf([]), {
    source: "S",
    replica: "R",
    everyMs: 600_000,
    options: {
      contents: false,
      digest: undefined,
      update: false,
      hardLinks: false,
      durable: "off",
      acls: false,
      specials: false,
      sparse: false,
      removals: true,
      dryRun: false,
      unchanged: false,
      sizes: false,
      keep: undefined,
    },
    keepOwner: true,
    keepAttributes: false,
    safety: {
      maxDelete: undefined,
      maxChange: undefined,
      allowEmptySource: false,
      acceptNewRoot: false,
      failOnDrift: false,
      acceptDecay: false,
      refuseSwapped: true,
      removals: true,
    },
    filters: {
      exclude: [],
      include: [],
      excludeFrom: [],
      leastBytes: undefined,
      mostBytes: undefined,
      leastAgeMs: undefined,
      mostAgeMs: undefined,
      deleteExcluded: false,
    },
    trash: undefined,
    createSource: false,
    yes: false,
    log: {
      path: "sync_log.txt",
      format: "text",
      maxBytes: 10 * MIB,
      keep: 5,
      quiet: false,
    },
    disk: "auto",
    json: false,
    summaryFile: undefined,
    threads: undefined,
  });
});

/** What comes after the folders, and which interval, in seconds, and log it means. */
const TRAILING: readonly (readonly [string[], number | undefined, string])[] = [
  [["5"], 5, "sync_log.txt"],
  [["1h30m"], 5400, "sync_log.txt"],
  [["0.25"], 0.25, "sync_log.txt"],
  [["x.log"], 600, "x.log"],
  [["5", "x.log"], 5, "x.log"],
  [["x.log", "5"], 5, "x.log"],
  [["-i", "5", "x.log"], 5, "x.log"],
  [["5", "--log", "x.log"], 5, "x.log"],
  [["-i", "5", "-l", "7"], 5, "7"],
  [["-l", "7", "5"], 5, "7"],
  [["5x.log"], 600, "5x.log"],
  [["--log", "5x"], 600, "5x"],
  [["--once", "5"], undefined, "sync_log.txt"],
  [["--once"], undefined, "sync_log.txt"],
  [["-n"], undefined, "sync_log.txt"],
];

for (const [args, seconds, path] of TRAILING) {
  Deno.test(`parseSync() takes interval and log from: S R ${args.join(" ")}`, () => {
    const { everyMs, log } = requestOf(args);
    assertEquals(everyMs, seconds === undefined ? undefined : seconds * 1000);
    assertEquals(log.path, path);
  });
}

/** Options, and what they change. */
const CHANGES: Readonly<
  Record<string, (request: SyncRequest) => boolean | undefined>
> = {
  "--checksum": ({ options }) => options.contents,
  "--update": ({ options }) => options.update,
  "--no-delete": ({ options, safety }) => !options.removals && !safety.removals,
  "--dry-run": ({ options }) => options.dryRun,
  "--verbose": ({ options }) => options.unchanged,
  "--no-owner": ({ keepOwner }) => !keepOwner,
  "--fail-on-drift": ({ safety }) => safety.failOnDrift,
  "--accept-new-root": ({ safety }) => safety.acceptNewRoot,
  "--allow-empty-source": ({ safety }) => safety.allowEmptySource,
  "--create-source": ({ createSource }) => createSource,
  "--yes": ({ yes }) => yes,
  "--quiet": ({ log }) => log.quiet,
  "--log-format=json": ({ log }) => log.format === "json",
  "--log-format=text": ({ log }) => log.format === "text",
  "--log-max-size=2M": ({ log }) => log.maxBytes === 2 * MIB,
  "--log-keep=1": ({ log }) => log.keep === 1,
  "--log-keep=1000": ({ log }) => log.keep === 1000,
  "--disk=portable": ({ disk }) => disk === "portable",
  "--accept-decay": ({ safety }) => safety.acceptDecay,
  "--disk=native": ({ disk }) => disk === "native",
  "--disk=auto": ({ disk }) => disk === "auto",
  "--threads=0": ({ threads }) => threads === 0,
  "--threads=64": ({ threads }) => threads === 64,
};

for (const [option, isChanged] of Object.entries(CHANGES)) {
  Deno.test(`parseSync() understands ${option}`, () => {
    assertEquals(isChanged(requestOf([option])), true);
  });
}

for (const durable of DURABILITIES) {
  Deno.test(`parseSync() takes --durable ${durable}`, () => {
    assertEquals(requestOf(["--durable", durable]).options.durable, durable);
  });
}

for (const digest of DIGESTS) {
  Deno.test(`parseSync() compares contents by ${digest}, in any case`, () => {
    for (const name of [digest, digest.toUpperCase()]) {
      const { options } = requestOf(["--digest", name]);
      assertEquals([options.digest, options.contents], [digest, true]);
    }
  });
}

const LIMITS: Readonly<Record<string, SyncRequest["safety"]["maxDelete"]>> = {
  "0": { kind: "count", count: 0 },
  "100": { kind: "count", count: 100 },
  "0%": { kind: "percent", percent: 0 },
  "12.5%": { kind: "percent", percent: 12.5 },
  "100%": { kind: "percent", percent: 100 },
};

for (const [text, expected] of Object.entries(LIMITS)) {
  Deno.test(`parseSync() understands --max-delete ${text}`, () => {
    const { safety } = requestOf(["--max-delete", text]);
    assertEquals(safety.maxDelete, expected);
  });
}

/** What comes after the folders and makes no sense, and what is said of it. */
const MISUSES: readonly (readonly [string[], string])[] = [
  [["5", "6"], 'the interval is given twice, "5" and "6": give it once'],
  [["-i", "5", "6"], 'the interval is given twice, "5" and "6"'],
  [["a", "b"], 'the log file is given twice, "a" and "b": give it once'],
  [["-l", "a", "b"], 'the log file is given twice, "a" and "b"'],
  [["5", "a", "b"], "the log file is given twice"],
  [[""], "the log file's name is empty: name a file"],
  [
    ["--summary-file", "a", "-l", "a"],
    'the log and the summary file are one, "a": name two files',
  ],
  [["0"], '"0" is no interval: expected seconds above 0 (600) or a time'],
  [["-i", "soon"], '"soon" is no interval'],
  [["1e3"], '"1e3" is no interval: expected seconds'],
  [["1h 30m"], 'a log of that name is --log "1h 30m"'],
  [["5s5"], '"5s5" is no interval'],
  [["99999999999999"], '"99999999999999" is no interval'],
  [["-i", "400000d"], '"400000d" is no interval'],
  [["--interval=-5"], '"-5" is no interval'],
  [["-i", "0.0001"], '"0.0001" is no interval'],
  [["-q", "-v"], '"--quiet" and "--verbose" exclude each other'],
  [["--durable", "always"], '"always" is no durability: expected one of off'],
  [["--digest", "crc32"], '"crc32" is no digest: expected one of md5, sha1,'],
  [["--max-delete", "101%"], '"101%" is no limit for removals: expected a'],
  [["--max-delete", "1.5"], '"1.5" is no limit for removals'],
  [["--max-delete=-1"], '"-1" is no limit for removals'],
  [["--max-delete", "5 %"], '"5 %" is no limit for removals'],
  [
    ["--log-format", "xml"],
    '"xml" is no log format: expected one of text, json',
  ],
  [["--log-max-size", "0"], '"0" is no size: expected bytes (1048576) or'],
  [["--log-max-size", "big"], '"big" is no size'],
  [["--log-keep", "0"], '"0" does not fit --log-keep: expected a whole number'],
  [["--log-keep", "1001"], "expected a whole number from 1 to 1000"],
  [["--log-keep", "1.0"], '"1.0" does not fit --log-keep'],
  [["--disk", "floppy"], '"floppy" is no disk: expected one of'],
  [["--threads", "65"], "expected a whole number from 0 to 64"],
  [["--threads=-1"], '"-1" does not fit --threads'],
  [["--threads", "1e1"], '"1e1" does not fit --threads'],
];

for (const [args, says] of MISUSES) {
  Deno.test(`parseSync() refuses: S R ${args.join(" ")}`, () => {
    const error = assertThrows(() => requestOf(args), UsageError, says);
    assert(!error.message.includes("\n"), error.message);
    assert(!error.message.endsWith("."), error.message);
  });
}

const FOLDERS: readonly (readonly [string[], string])[] = [
  [[], "two folders are needed: lockstep SOURCE REPLICA [INTERVAL] [LOG]"],
  [["S"], "two folders are needed"],
  [["sync", "S"], "two folders are needed"],
  [["", "R"], "SOURCE is empty: name a folder"],
  [["S", ""], "REPLICA is empty: name a folder"],
];

for (const [args, says] of FOLDERS) {
  Deno.test(`parseSync() refuses: ${JSON.stringify(args)}`, () => {
    assertThrows(() => requestOf([], args), UsageError, says);
  });
}

function requestOf(
  args: readonly string[],
  folders: readonly string[] = ["S", "R"],
): SyncRequest {
  return parseSync(splitArguments([...folders, ...args]));
}
