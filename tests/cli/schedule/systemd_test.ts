import fc from "fast-check";
import type { Scheduled } from "../../../src/cli/schedule/scheduled.ts";
import {
  arrangeSystemd,
  systemdCommand,
  systemdService,
  systemdTimer,
} from "../../../src/cli/schedule/systemd.ts";
import { propertyRuns } from "../../property/runs.ts";
import { ANY_WORD, commandOf } from "../../support/arbitrary_words.ts";
import { assert, assertEquals } from "../../support/assert.ts";
import { testUnless } from "../../support/conditions.ts";
import { lacks, runCommand } from "../../support/shell.ts";
import { splitSystemd } from "../../support/split_systemd.ts";
import { SYSTEMD, systemdParses } from "../../support/systemd.ts";

const SCHEDULED: Scheduled = {
  name: "lockstep-photos",
  about: 'lockstep "/home/me/100% \u00e9\\"x\\\\" "/mnt/it\'s"',
  command: ["/bin/true", "sync", '/home/me/100% \u00e9"x\\', "/mnt/it's $HOME"],
  environment: [["XDG_STATE_HOME", "/home/me/a b%"]],
  everyMs: 3_600_000,
  isRoot: true,
};

/** sh stands between where systemd would not take the program's path. */
function withoutSh(words: readonly string[]): readonly string[] {
  return words[0] === "/bin/sh" ? words.slice(4) : words;
}

Deno.test("systemdCommand() is split by systemd's rules into the same words", () => {
  fc.assert(
    fc.property(commandOf(ANY_WORD), (command) => {
      assertEquals(
        withoutSh(splitSystemd(systemdCommand(command))),
        command,
      );
    }),
    propertyRuns(),
  );
});

Deno.test("systemdCommand() has sh call a program whose path systemd does not take", () => {
  assertEquals(
    systemdCommand(["/opt/it's/lockstep", "x"]),
    `/bin/sh -c "exec \\"$$@\\"" sh "/opt/it's/lockstep" x`,
  );
});

testUnless(
  SYSTEMD,
  "systemdCommand() is split by systemd itself into the same words",
  () => {
    const lines = fc.sample(commandOf(ANY_WORD), 300);
    const parsed = systemdParses(lines.map(systemdCommand)).map(withoutSh);
    assertEquals(parsed.length, lines.length);
    lines.forEach((line, at) => assertEquals(parsed[at], line));
  },
);

for (
  const everyMs of [1000, 900_000, 2_700_000, 3_600_000, 7_200_000, 25_200_000]
    .concat(86_400_000, 604_800_000)
) {
  for (const isRoot of [true, false]) {
    testUnless(
      lacks("systemd-analyze"),
      `systemd-analyze verify finds nothing wrong with ${
        isRoot ? "root's" : "a user's"
      } units every ${everyMs / 1000} s`,
      () => {
        const folder = Deno.makeTempDirSync({ prefix: "lockstep-units-" });
        try {
          const scheduled = { ...SCHEDULED, everyMs, isRoot };
          const [service, timer] = ["service", "timer"].map((kind) =>
            `${folder}/lockstep-photos.${kind}`
          ) as [string, string];
          Deno.writeTextFileSync(service, systemdService(scheduled));
          Deno.writeTextFileSync(timer, systemdTimer(scheduled));
          const ran = runCommand("systemd-analyze", "verify", service, timer);
          assertEquals(ran, { ok: true, out: "", err: "" });
        } finally {
          Deno.removeSync(folder, { recursive: true });
        }
      },
    );
  }
}

Deno.test("systemdService() takes 6 for a success, has root's home, and what the environment needs", () => {
  const lines = systemdService(SCHEDULED).split("\n");
  for (
    const line of [
      "Type=oneshot",
      "User=root",
      'Environment="XDG_STATE_HOME=/home/me/a b%%"',
      "SuccessExitStatus=6 143",
    ]
  ) assert(lines.includes(line), line);
  assert(!systemdService({ ...SCHEDULED, isRoot: false }).includes("User="));
});

Deno.test("systemdTimer() makes up for what was missed, and counts where no calendar has the interval", () => {
  const hourly = systemdTimer(SCHEDULED);
  assert(hourly.includes("\nOnCalendar=*-*-* 00/1:00:00\n"));
  assert(hourly.includes("\nPersistent=true\n"));
  const odd = systemdTimer({ ...SCHEDULED, everyMs: 2_700_000 });
  assert(odd.includes("\nOnUnitActiveSec=2700s\n"));
  assert(!odd.includes("OnCalendar=*"));
});

testUnless(
  lacks("sh"),
  "arrangeSystemd() is a script that writes both units as they are",
  () => {
    const home = Deno.makeTempDirSync({ prefix: "lockstep-home-" });
    try {
      const scheduled = { ...SCHEDULED, isRoot: false };
      const script = arrangeSystemd(scheduled).text;
      const call = `systemctl() { echo "$@"; }; HOME=$1; ${script}`;
      const { ok, out, err } = runCommand("sh", "-c", call, "sh", home);
      assertEquals({ ok, err }, { ok: true, err: "" });
      assertEquals(
        out,
        "--user daemon-reload\n--user enable --now lockstep-photos.timer\n",
      );
      const unit = `${home}/.config/systemd/user/lockstep-photos`;
      assertEquals(
        Deno.readTextFileSync(`${unit}.service`),
        systemdService(scheduled),
      );
      assertEquals(
        Deno.readTextFileSync(`${unit}.timer`),
        systemdTimer(scheduled),
      );
    } finally {
      Deno.removeSync(home, { recursive: true });
    }
  },
);
