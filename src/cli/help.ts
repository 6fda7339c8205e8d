import { OPTIONS, type OptionSpec } from "./options.ts";

/** Returns the help page. */
export function helpText(): string {
  const specs: readonly OptionSpec[] = OPTIONS;
  const rows = specs.map((
    option,
  ): [string, string] => [usageOf(option), option.help]);
  const width = Math.max(...rows.map(([usage]) => usage.length));
  const options = rows.map(([usage, help]) =>
    `  ${usage.padEnd(width)}  ${help}`
  );
  return `${HEAD}\n\nOptions:\n${options.join("\n")}\n\n${TAIL}\n`;
}

const HEAD = `lockstep keeps REPLICA an exact one-way copy of SOURCE.

Usage: lockstep [sync] SOURCE REPLICA [INTERVAL] [LOG] [options]

  lockstep ~/photos /mnt/backup/photos --once     once, now
  lockstep ~/photos /mnt/backup/photos 10m        now and 10 minutes after each pass
  lockstep ~/photos /mnt/backup/photos -n         only say what would be done`;

const TAIL =
  `Exit status: 0 the replica equals the source, 1 some paths failed, 2 usage,
3 refused by a safety check, 4 source or replica not available, 5 another instance
is at work, 6 only paths that changed meanwhile, 130 or 143 interrupted.`;

function usageOf({ name, short, value }: OptionSpec): string {
  const first = short === undefined ? "    " : `-${short}, `;
  return value === undefined
    ? `${first}--${name}`
    : `${first}--${name} ${value}`;
}
