import { assertEquals, assertStringIncludes } from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import { noMounts } from "../support/mounts.ts";
import { assertCode, programFolders, runProgram } from "../support/program.ts";
import { lacks, mustRun } from "../support/shell.ts";
import { IS_SLOW } from "../support/slow.ts";
import { readText, readTree } from "../support/tree.ts";

/** Runs cron with no table but the one in the file "$1", until the file "$2" is there; nothing of the machine's own is seen or kept. */
const SCRIPT = `mount -t tmpfs tmpfs /run &&
  mount -t tmpfs tmpfs /var/spool/cron &&
  mkdir -m 1730 /var/spool/cron/crontabs &&
  chown root:crontab /var/spool/cron/crontabs || exit
(crontab -l 2>/dev/null; grep '# lockstep-replica$' "$1") | crontab -
cron -f &
tries=0
until [ -e "$2" ] || [ "$tries" = 100 ]; do sleep 1; tries=$((tries + 1)); done
sleep 5
kill $!
wait`;

testUnless(
  (IS_SLOW ? undefined : "it takes a minute") ?? noMounts() ??
    lacks("cron") ?? lacks("crontab") ?? lacks("unshare"),
  "lockstep schedule prints a line for cron by which cron itself makes the mirror",
  async () => {
    using folders = programFolders({ source: { "a b.txt": "a" } });
    const { source, replica, cwd } = folders;
    const printed = await runProgram([
      ...["schedule", source, replica, "--every", "1m", "--for", "cron"],
      ...["--name", "lockstep-replica"],
    ], folders);
    assertCode(printed, 0);
    await Deno.writeTextFile(`${cwd}/table`, printed.stdout);
    mustRun(
      ...["unshare", "--mount", "--pid", "--fork", "--mount-proc"] as const,
      ...["--kill-child", "sh", "-c", SCRIPT, "sh", `${cwd}/table`],
      `${replica}/a b.txt`,
    );
    assertEquals(readTree(replica), readTree(source));
    assertStringIncludes(readText(folders.log), "pass 1 finished");
  },
);
