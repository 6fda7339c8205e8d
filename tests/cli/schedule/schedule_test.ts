import { splitArguments } from "../../../src/cli/arguments/arguments.ts";
import { parseSchedule } from "../../../src/cli/schedule/request.ts";
import { arrange, withQuiet } from "../../../src/cli/schedule/schedule.ts";
import { assertStringIncludes } from "../../support/assert.ts";
import { readFile } from "../../support/modules.ts";

/** Command lines in documents, and the program and user that they are of. */
const SHOWN: readonly {
  readonly document: string;
  readonly line: string;
  readonly program: string;
  readonly isRoot: boolean;
}[] = [
  {
    document: "README.md",
    line:
      "lockstep schedule /srv/data /mnt/data --every 1d --for cron --log /var/log/lockstep.log",
    program: "/usr/local/bin/lockstep",
    isRoot: false,
  },
  {
    document: "docs/scheduling.md",
    line:
      "lockstep schedule photos /mnt/backup/photos --every 1h --for systemd --keep-versions",
    program: "/usr/local/bin/lockstep",
    isRoot: false,
  },
  {
    document: "docs/scheduling.md",
    line:
      "lockstep schedule photos /mnt/backup/100% --every 15m --for cron --log lockstep.log",
    program: "/usr/local/bin/lockstep",
    isRoot: false,
  },
  {
    document: "docs/scheduling.md",
    line:
      "lockstep schedule photos /mnt/backup/photos --every 45m --for launchd",
    program: "/usr/local/bin/lockstep",
    isRoot: false,
  },
  {
    document: "docs/scheduling.md",
    line:
      "lockstep schedule C:\\photos D:\\R&D\\photos --every 12h --for windows --log C:\\logs\\lockstep.txt",
    program: "C:\\Tools\\lockstep.exe",
    isRoot: false,
  },
];

for (const { document, line, program, isRoot } of SHOWN) {
  Deno.test(`${document} shows what is printed by ${line}`, () => {
    const given = splitArguments(line.split(" ").slice(1));
    const { system, args, ...request } = parseSchedule(given, {
      os: "linux",
      currentFolder: "/home/me",
    });
    const command = [program, ...args];
    const { text } = arrange({
      ...request,
      command: system === "cron" ? withQuiet(command) : command,
      environment: [],
      isRoot,
    }, system);
    const shown = `\`\`\`\n$ ${line}\n${text}\`\`\`\n`;
    assertStringIncludes(readFile(document), shown);
  });
}
