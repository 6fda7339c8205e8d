/**
 * Returns what cron hands to sh of the command in a line of a crontab: up to the
 * first "%" that has no backslash before it, where the backslash of "\%" is
 * dropped, and a backslash before anything else is kept and protects that
 * (crontab(5), and child_process in do_command.c of vixie cron).
 */
export function takeCronCommand(text: string): string {
  let command = "";
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? "";
    if (character === "%") break;
    if (character === "\\") {
      const next = text[++at] ?? "";
      command += next === "%" ? "%" : `\\${next}`;
    } else command += character;
  }
  return command;
}
