import { assertEquals } from "../../support/assert.ts";
import { notPosix, testUnless } from "../../support/conditions.ts";
import { job, mistakes } from "./mistakes.ts";

for (
  const [what, text, expected] of [
    [
      "each value of a list",
      job("keep = [true, '', '30d']\nexclude-from = ['$NIX/a', '$NIX/b', 'c']"),
      [
        '5: keep: true does not fit: expected TIME|N, such as "30d", or a list of such: ["30d", ...]',
        '5: keep: it is empty: expected TIME|N, such as "30d", or a list of such: ["30d", ...]',
        "6: exclude-from: the environment variable NIX is not set: set it",
      ],
    ],
    [
      "a value of the wrong kind, and not that it is missing then",
      `[defaults]\ntrash = true\n${job("keep = '30d'\nthreads = 65")}`,
      [
        '2: trash: true does not fit: expected FOLDER, such as "old-versions"',
        '8: threads: "65" does not fit threads: expected a whole number from 0 to 64',
      ],
    ],
    ["no job", "parallel = 2", [
      "undefined: there is no job: expected at least one [[job]] with name, source and replica",
    ]],
    ["a table in place of a list of tables", "[job]\nname = 'a'", [
      "1: job: expected tables in two brackets: [[job]]",
    ]],
    ["a key like no other", job("colours = 5"), [
      '5: colours: there is no such key: "lockstep init" writes a file with all there are',
    ]],
    ["unknown keys", job("intervall = 5\nonce = true\nparallel = 3"), [
      '5: intervall: there is no such key: did you mean "interval"?',
      "6: once: it is no matter of a job: give it on the command line",
      "7: parallel: it is about all jobs: write it above the first [table]",
    ]],
    ["keys outside of tables", `interval = 5\n${job("")}`, [
      "1: interval: it does not belong here: write it in [defaults] or in a [[job]]",
    ]],
    ["tables of other names", `${job("")}[[jobs]]\n[default]\n[zebra]\n`, [
      "5: jobs: it does not belong here: did you mean [[job]]?",
      "6: default: it does not belong here: did you mean [defaults]?",
      "7: zebra: it does not belong here: expected parallel, [defaults], [[job]]",
    ]],
    [
      "values of the wrong kind",
      job(
        "checksum = 1\nlog = true\nquiet = 'no'\ninterval = [1]\nthreads = 1979-05-27\nkeep = [true]",
      ),
      [
        "5: checksum: 1 is a number: expected true or false",
        '6: log: true does not fit: expected FILE, such as "lockstep.log"',
        '7: quiet: "no" is text: expected true or false',
        '8: interval: a list is too much: expected TIME, such as "10m"',
        "9: threads: a date does not fit: expected N, such as 4",
        '10: keep: true does not fit: expected TIME|N, such as "30d", or a list of such: ["30d", ...]',
      ],
    ],
    [
      "what a command line would be refused for",
      job('interval = "soon"\nthreads = 65\nmax-delete = -1'),
      [
        '5: interval: "soon" is no interval: expected seconds above 0 (600) or a time such as 30s, 10m, 1h30m, 1d',
        '6: threads: "65" does not fit threads: expected a whole number from 0 to 64',
        '7: max-delete: "-1" is no limit for removals: expected a number of entries (100) or a share of the replica (20%)',
      ],
    ],
    [
      "what does not go together",
      job("quiet = true\nverbose = true\nkeep = '30d'"),
      [
        '6: verbose: "quiet" and "verbose" exclude each other: give one of them',
        '7: keep: "keep" needs a trash: add keep-versions, or trash FOLDER',
      ],
    ],
    [
      "a mistake in the defaults once for all jobs",
      `[defaults]\ninterval = 0\n${job("")}\n${
        job("").replace('"a"', '"b"').replace('"r"', '"q"')
      }`,
      [
        '2: interval: "0" is no interval: expected seconds above 0 (600) or a time such as 30s, 10m, 1h30m, 1d',
      ],
    ],
    [
      "a wrong default that is needed, and not that it is missing then",
      `[defaults]\ntrash = ""\n${job('keep = "3"')}`,
      [
        '2: trash: it is empty: expected FOLDER, such as "old-versions"',
      ],
    ],
    [
      "names and folders that are missing",
      "[[job]]\n[[job]]\nname = 'b'\nsource = ''\n[defaults]\nname = 'c'",
      [
        '1: name: this job has none: expected name = "..."',
        '1: source: this job has none: expected source = "..."',
        '1: replica: this job has none: expected replica = "..."',
        '2: replica: this job has none: expected replica = "..."',
        '4: source: it is empty: expected FOLDER, such as "~/photos"',
        "6: name: it cannot be the same for all jobs: give it in each [[job]]",
      ],
    ],
    ["names that do not fit", job("").replace('"a"', '"-a b"'), [
      '2: name: "-a b" does not fit: expected at most 64 letters, digits, ".", "_" and "-", a letter or a digit first',
    ]],
    ["a name that is taken", `${job("")}\n${job("").replace('"r"', '"q"')}`, [
      '7: name: "a" is the name of the job in line 2 already: expected another',
    ]],
    [
      "variables and homes that are not known",
      job("trash = '~bob/x'\nlog = '$NIX/x'\nsummary-file = '${x'"),
      [
        `5: trash: "~bob" is the home of another user: write the whole path, or "./~bob" for a name`,
        "6: log: the environment variable NIX is not set: set it",
        '7: summary-file: "${x" has a "${" that begins no ${NAME}: write "$$" for a dollar sign',
      ],
    ],
    ["cron expressions", job("cron = '0 3 * *'\ninterval = 5"), [
      "5: cron: interval is given as well: give one of them",
      '5: cron: "0 3 * *" is no cron expression, it has 4 fields: expected minute, hour, day, month and weekday, such as "30 3 * * mon-fri", or @daily',
    ]],
    [
      "a replica in its source",
      job("").replace('"r"', '"./s/x/.."'),
      [
        '4: replica: "/etc/lockstep/s/x/.." and the source, "/etc/lockstep/s", are one folder, or one lies in the other: expected two folders apart',
      ],
    ],
    [
      "jobs that would undo each other's work",
      `${job("")}\n${
        job("").replace('"a"', '"b"').replace('"r"', '"./x/../r/"')
      }\n${job("").replace('"a"', '"c"').replace('"r"', '"r/in"')}`,
      [
        '6: replica: "/etc/lockstep/r" is the replica of "a" as well, and one would remove what the other copies: expected another folder, or no-delete = true in both',
        '11: replica: "/etc/lockstep/r/in", that of "c", lies in "/etc/lockstep/r", and "a" would remove it: expected folders apart, or no-delete = true or an exclude in "a"',
        '11: replica: "/etc/lockstep/r/in", that of "c", lies in "/etc/lockstep/r", and "b" would remove it: expected folders apart, or no-delete = true or an exclude in "b"',
      ],
    ],
    [
      "that also of jobs in which something else is wrong",
      `${job("")}\n${job("").replace('"a"', '"b"').replace('"s"', '"$NIX"')}\n${
        job("").replace('name = "a"', "")
      }`,
      [
        '6: replica: "/etc/lockstep/r" is the replica of "a" as well, and one would remove what the other copies: expected another folder, or no-delete = true in both',
        "8: source: the environment variable NIX is not set: set it",
        '11: name: this job has none: expected name = "..."',
        '11: replica: "/etc/lockstep/r" is the replica of "a" as well, and one would remove what the other copies: expected another folder, or no-delete = true in both',
        '11: replica: "/etc/lockstep/r" is the replica of "b" as well, and one would remove what the other copies: expected another folder, or no-delete = true in both',
      ],
    ],
    [
      "a value, by its own key and not by the one that needs it",
      `[defaults]\nkeep = "30x"\n${job('trash = "t"')}`,
      [
        '2: keep: "30x" does not say how long to keep old versions: expected a time (30d), a number of passes (10), or both (30d,10)',
      ],
    ],
    [
      "a log that two jobs want different things of",
      `${job("")}\n${
        job("log-keep = 3").replace('"a"', '"b"').replace('"r"', '"q"')
      }`,
      [
        '6: log-keep: the jobs "a" and "b" share a log file and differ in this: expected the same, or another log',
      ],
    ],
    [
      "what can belong to one job only",
      `[defaults]\ntrash = "old"\n${job("summary-file = '/x/y'")}\n${
        job("summary-file = '/x/./y'").replace('"a"', '"b"').replace(
          '"r"',
          '"q"',
        )
      }`,
      [
        '2: trash: "/etc/lockstep/old" would be that of "a" and of "b": expected one for each',
        '12: summary-file: "/x/y" would be that of "a" and of "b": expected one for each',
      ],
    ],
    ["a number of jobs at the same time", `parallel = 0\n${job("")}`, [
      "1: parallel: expected a whole number from 1 to 64: how many jobs may run at the same time",
    ]],
  ] as const
) {
  // A path that begins with a slash is another on Windows.
  const why = expected.some((line) => line.includes('"/'))
    ? notPosix()
    : undefined;
  testUnless(why, `readConfig() tells of ${what}`, () => {
    assertEquals(mistakes(text), expected);
  });
}
