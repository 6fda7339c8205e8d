import { type Arrangement, inScript } from "./arrangement.ts";
import type { Scheduled } from "./scheduled.ts";
import { xmlText } from "./xml.ts";

/**
 * Returns the property list of a job of launchd, and the script for sh that
 * installs it.
 * @throws {UsageError} if a plist cannot hold it
 */
export function arrangeLaunchd(scheduled: Scheduled): Arrangement {
  const { name, isRoot } = scheduled;
  const folder = isRoot ? "/Library/LaunchDaemons" : "~/Library/LaunchAgents";
  const domain = isRoot ? "system" : "gui/$(id -u)";
  const path = `${folder}/${name}.plist`;
  return inScript({
    folder,
    files: [{ path, text: launchdPlist(scheduled) }],
    install: [`launchctl bootstrap ${domain} ${path}`],
    check: [
      `plutil -lint ${path}`,
      `launchctl print ${domain}/${name}`,
      `launchctl kickstart ${domain}/${name}`,
    ],
    remove: [`launchctl bootout ${domain}/${name}`],
  });
}

/**
 * Returns the property list of a job (launchd.plist(5)). launchd hands the
 * arguments on as they stand, to no shell. A job is never started while it runs;
 * starts that were slept through are made up for by one.
 * @throws {UsageError} if a plist cannot hold it
 */
export function launchdPlist(
  { name, command, environment, everyMs }: Scheduled,
): string {
  const args = command.map((word) => `    <string>${xmlText(word)}</string>\n`);
  const variables = environment.map(([name, value]) =>
    `    <key>${xmlText(name)}</key>\n    <string>${xmlText(value)}</string>\n`
  );
  const dictionary = variables.length === 0
    ? ""
    : `  <key>EnvironmentVariables</key>\n  <dict>\n${
      variables.join("")
    }  </dict>\n`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key>
  <string>${xmlText(name)}</string>
  <key>ProgramArguments</key>
  <array>
${args.join("")}  </array>
${dictionary}  <key>StartInterval</key>
  <integer>${everyMs / 1000}</integer>
  <key>RunAtLoad</key>
  <true/>
</dict>
</plist>
`;
}
