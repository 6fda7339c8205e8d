import { assertEquals } from "../../support/assert.ts";
import { job, mistakes } from "./mistakes.ts";

for (
  const [what, text, expected] of [
    [
      "a broken document, and only of that where nothing can be told without it",
      'a = 1\nb = ["',
      [
        "2: b: the text has no end: expected the quote of its beginning at its end",
      ],
    ],
    [
      "broken lines together with what every other key says by itself",
      `parallel = 0\n${job("thread = 1\nlog = true\ncron = 'x'")}
interval = 10m
[[job]]
name = 'a'
trash = ['$NIX', '', true]`,
      [
        "1: parallel: expected a whole number from 1 to 64: how many jobs may run at the same time",
        '6: thread: there is no such key: did you mean "threads"?',
        '7: log: true does not fit: expected FILE, such as "lockstep.log"',
        '8: cron: "x" is no cron expression, it has 1 field: expected minute, hour, day, month and weekday, such as "30 3 * * mon-fri", or @daily',
        '9: interval: this is no value: expected text in quotes ("10m"), a number, true, false, or a list of such (["a", "b"])',
        '10: source: this job has none: expected source = "..."',
        '10: replica: this job has none: expected replica = "..."',
        '11: name: "a" is the name of the job in line 3 already: expected another',
        '12: trash: a list is too much: expected FOLDER, such as "old-versions"',
      ],
    ],
    [
      "broken lines, and not that something is missing that they may have held",
      job("keep = '30d'\ntrash = old").replace("source = ", "source : "),
      [
        '3: source: expected a key, "=" and a value: name = "photos"',
        '6: trash: this is no value: expected text in quotes ("10m"), a number, true, false, or a list of such (["a", "b"])',
      ],
    ],
    [
      "a broken default, and not that jobs lack it",
      `[defaults]\ntrash = old\nthreads = true\n${job("keep = '30d'")}`,
      [
        '2: trash: this is no value: expected text in quotes ("10m"), a number, true, false, or a list of such (["a", "b"])',
        "3: threads: true does not fit: expected N, such as 4",
      ],
    ],
    [
      "a broken head of a table, and not that there is no job",
      "[[job]\nname = 'a'\n[defaults]\nthread = 1",
      [
        "1: the brackets do not fit: expected [[job]] or [defaults]",
        '4: thread: there is no such key: did you mean "threads"?',
      ],
    ],
  ] as const
) {
  Deno.test(`readConfig() tells of ${what}`, () => {
    assertEquals(mistakes(text), expected);
  });
}
