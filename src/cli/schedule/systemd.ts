import { type Arrangement, inScript } from "./arrangement.ts";
import type { Scheduled } from "./scheduled.ts";
import { NIGHT, type Timetable, timetableOf } from "./timetable.ts";

/** Returns the units of a timer of systemd, and the script for sh that installs them. */
export function arrangeSystemd(scheduled: Scheduled): Arrangement {
  const { name, isRoot } = scheduled;
  const folder = isRoot ? "/etc/systemd/system" : "~/.config/systemd/user";
  const [systemctl, journalctl] = isRoot
    ? ["systemctl", "journalctl"]
    : ["systemctl --user", "journalctl --user"];
  const [service, timer] = [`${name}.service`, `${name}.timer`];
  return inScript({
    folder,
    files: [
      { path: `${folder}/${service}`, text: systemdService(scheduled) },
      { path: `${folder}/${timer}`, text: systemdTimer(scheduled) },
    ],
    install: [
      `${systemctl} daemon-reload`,
      `${systemctl} enable --now ${timer}`,
    ],
    hint: isRoot
      ? ""
      : `# To have it run while you are not logged in, too:\n#   loginctl enable-linger\n`,
    check: [
      `${systemctl} list-timers ${timer}`,
      `${systemctl} start ${service}`,
      `${journalctl} -u ${service}`,
    ],
    remove: [`${systemctl} disable --now ${timer}`],
  });
}

/** Returns the unit that is started. */
export function systemdService(
  { about, command, environment, isRoot }: Scheduled,
): string {
  // Only with User= does systemd set HOME, by which lockstep finds its state folder.
  const user = isRoot ? "User=root\n" : "";
  const variables = environment.map(([name, value]) =>
    `Environment=${quoteWord(`${name}=${value}`)}\n`
  );
  return `[Unit]
Description=${about.replaceAll("%", "%%")}

[Service]
Type=oneshot
${user}${variables.join("")}ExecStart=${systemdCommand(command)}
# 6: only files that changed meanwhile, which the next pass takes.
# 143: it was stopped, by systemctl stop or because the machine goes down.
SuccessExitStatus=6 143
# To leave more of the machine to others:
#Nice=10
#IOSchedulingClass=idle
`;
}

/** Returns the unit that starts the other. */
export function systemdTimer({ about, everyMs }: Scheduled): string {
  const timetable = timetableOf(everyMs);
  const when = timetable === undefined
    ? `# No calendar has this interval: it counts from the last start.
OnBootSec=2min
OnUnitActiveSec=${everyMs / 1000}s`
    : `OnCalendar=${calendarOf(timetable)}
# A start that was missed because the machine was off is made up for.
Persistent=true`;
  return `[Unit]
Description=${about.replaceAll("%", "%%")}

[Timer]
${when}

[Install]
WantedBy=timers.target
`;
}

function calendarOf(timetable: Timetable): string {
  const night = `${twoDigits(NIGHT.hour)}:${twoDigits(NIGHT.minute)}:00`;
  switch (timetable.kind) {
    case "minutes":
      return `*-*-* *:00/${timetable.every}:00`;
    case "hours":
      return `*-*-* 00/${timetable.every}:00:00`;
    case "day":
      return `*-*-* ${night}`;
    case "week":
      return `Sun *-*-* ${night}`;
  }
}

function twoDigits(number: number): string {
  return String(number).padStart(2, "0");
}

/**
 * Returns a command as `ExecStart=` takes it (systemd.service(5), "Command
 * lines"). What systemd takes as no program's path (string_is_safe in its
 * source: quotes, backslashes, control characters), or might replace, is called
 * by sh.
 */
export function systemdCommand(command: readonly string[]): string {
  const [program = "", ...args] = command;
  const words = /['"\\$\p{Cc}]/u.test(program)
    ? ["/bin/sh", "-c", 'exec "$@"', "sh", program, ...args]
    : [program, ...args];
  return words.map((word) => quoteWord(word).replaceAll("$", "$$$$")).join(" ");
}

/** Returns a word by the rules of systemd.syntax(7), with the "%" of specifiers doubled. */
function quoteWord(word: string): string {
  const text = word.replaceAll("%", "%%");
  if (/^[\w/.,:=@+%-]+$/.test(text)) return text;
  const escaped = text.replaceAll(/["\\]/g, "\\$&")
    .replaceAll(/\p{Cc}/gu, (character) => {
      const code = character.charCodeAt(0).toString(16).padStart(4, "0");
      return `\\u${code}`;
    });
  return `"${escaped}"`;
}
