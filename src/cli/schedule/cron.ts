import { UsageError } from "../usage_error.ts";
import { type Arrangement, commented } from "./arrangement.ts";
import type { Scheduled } from "./scheduled.ts";
import {
  NIGHT,
  REGULAR_TIMES,
  type Timetable,
  timetableOf,
} from "./timetable.ts";

/** Debian's cron refuses longer commands (MAX_COMMAND in its source); others take more. */
const MOST_BYTES = 998;

/**
 * Returns a crontab of one line, and how it is installed, checked and removed.
 * @throws {UsageError} if cron cannot start it so, or cannot hold it
 */
export function arrangeCron(scheduled: Scheduled): Arrangement {
  const mark = `# ${scheduled.name}$`;
  const line = `${cronLine(scheduled)}\n`;
  const install = [
    `(crontab -l 2>/dev/null; grep '${mark}' FILE) | crontab -`,
  ];
  const check = ["crontab -l"];
  const remove = [`crontab -l | grep -v '${mark}' | crontab -`];
  const text = `# Install: save this as FILE, and run
${commented(install)}# Check:
${commented(check)}# Remove:
${commented(remove)}${line}`;
  return { text, files: [{ text: line }], install, check, remove };
}

/**
 * Returns the line of a crontab.
 * @throws {UsageError} if cron cannot start it so, or cannot hold it
 */
export function cronLine(
  { name, everyMs, command, environment }: Scheduled,
): string {
  const timetable = timetableOf(everyMs);
  if (timetable === undefined) {
    throw new UsageError(
      `cron cannot start a command in this interval: it knows ${REGULAR_TIMES}. Take one of them, or --for systemd`,
    );
  }
  const words = [
    ...environment.map(([name, value]) => `${name}=${quoteWord(value)}`),
    ...command.map(quoteWord),
  ];
  const line = `${words.join(" ")} # ${name}`;
  if (new TextEncoder().encode(line).length > MOST_BYTES) {
    throw new UsageError(
      `cron takes no command of more than ${MOST_BYTES} bytes: give fewer options, or take --for systemd`,
    );
  }
  return `${fieldsOf(timetable)} ${line}`;
}

function fieldsOf(timetable: Timetable): string {
  const night = `${NIGHT.minute} ${NIGHT.hour}`;
  switch (timetable.kind) {
    case "minutes":
      return `${eachOf(timetable.every)} * * * *`;
    case "hours":
      return `0 ${eachOf(timetable.every)} * * *`;
    case "day":
      return `${night} * * *`;
    case "week":
      return `${night} * * 0`;
  }
}

function eachOf(every: number): string {
  return every === 1 ? "*" : `*/${every}`;
}

/**
 * Returns a word for sh in a crontab. cron ends the command at a "%" and takes
 * "\%" for one (crontab(5)), but leaves alone what follows any other backslash;
 * so each "%" stands between two quoted parts, with a backslash that also sh
 * would take away.
 */
function quoteWord(word: string): string {
  if (/[\0\r\n]/.test(word)) {
    throw new UsageError(
      `cron cannot hold the line end in ${
        JSON.stringify(word)
      }: take --for systemd`,
    );
  }
  if (/^[\w/.,:=@+-]+$/.test(word)) return word;
  return `'${word.replaceAll("'", "'\\''").replaceAll("%", "'\\%'")}'`;
}
