import { UsageError } from "../usage_error.ts";
import { type Arrangement, commented } from "./arrangement.ts";
import type { Scheduled } from "./scheduled.ts";
import { NIGHT } from "./timetable.ts";
import { xmlText } from "./xml.ts";

const MINUTE_MS = 60_000;
const MOST_MS = 31 * 24 * 60 * MINUTE_MS;

/**
 * Returns a task, and the script for PowerShell that installs it, and says how
 * to check and remove it.
 * @throws {UsageError} if the Task Scheduler cannot start it so, or cannot hold it
 */
export function arrangeWindows(scheduled: Scheduled): Arrangement {
  const { name, environment } = scheduled;
  const task = windowsTask(scheduled);
  const register = `Register-ScheduledTask -TaskName '${name}' -Xml`;
  const check = [
    `Start-ScheduledTask -TaskName '${name}'`,
    `Get-ScheduledTaskInfo -TaskName '${name}'`,
  ];
  const remove = [
    `Unregister-ScheduledTask -TaskName '${name}' -Confirm:$false`,
  ];
  const text = `# Install: run these lines in PowerShell.
$task = @'
${task}'@
${register} $task
${environment.map(variableHint).join("")}# Check:
${commented(check)}# Remove:
${commented(remove)}`;
  const install = [`${register} (Get-Content -Raw FILE)`];
  return { text, files: [{ text: task }], install, check, remove };
}

/** A task has no variables of its own, but those of the account. */
function variableHint([name, value]: Scheduled["environment"][number]): string {
  const set = `[Environment]::SetEnvironmentVariable('${name}', '${
    value.replaceAll("'", "''")
  }', 'User')`;
  return `# ${name} is set here. The task has it once your account has it:\n${
    commented([set])
  }`;
}

/**
 * Returns a task as the Task Scheduler takes it: version 1.2 of its schema,
 * [MS-TSCH] 2.5, which prescribes the order of what is in a trigger.
 * @throws {UsageError} if it cannot be started so, or cannot be held
 */
export function windowsTask(
  { about, command: [program = "", ...args], everyMs }: Scheduled,
): string {
  if (everyMs % MINUTE_MS !== 0 || everyMs > MOST_MS) {
    throw new UsageError(
      "the Task Scheduler cannot start a command in this interval: it knows whole minutes, up to 31d",
    );
  }
  if (/%[^%]+%/.test(program)) {
    throw new UsageError(
      `the Task Scheduler would replace what stands between "%" in the program's path "${program}": move it to another folder`,
    );
  }
  const hour = String(NIGHT.hour).padStart(2, "0");
  return `<?xml version="1.0"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>${xmlText(about)}</Description>
  </RegistrationInfo>
  <Triggers>
    <TimeTrigger>
      <StartBoundary>2026-01-01T${hour}:${NIGHT.minute}:00</StartBoundary>
      <Repetition>
        <Interval>PT${everyMs / MINUTE_MS}M</Interval>
      </Repetition>
    </TimeTrigger>
  </Triggers>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
  </Settings>
  <Actions>
    <Exec>
      <Command>${xmlText(program)}</Command>
      <Arguments>${xmlText(windowsArguments(args))}</Arguments>
    </Exec>
  </Actions>
</Task>
`;
}

/** Returns a command line that CommandLineToArgvW and the C library split into these arguments. */
export function windowsArguments(args: readonly string[]): string {
  return args.map(quoteWord).join(" ");
}

/**
 * Backslashes count only before a quote, where they are doubled. The Task
 * Scheduler replaces `%NAME%` and `$(NAME)` before that and knows no way to
 * write them; a quote within, where the text goes on unquoted, makes other names
 * of them and is gone after the splitting.
 */
function quoteWord(word: string): string {
  if (/^[\w\\/.,:=@+-]+$/.test(word)) return word;
  const text = word.replaceAll(/(\\*)"/g, '$1$1\\"').replace(/\\+$/, "$&$&")
    .replaceAll(/%(\w[\w()]*)(?=%)/g, '%"$1"')
    .replaceAll(/\$\(/g, '$"("');
  return `"${text}"`;
}
