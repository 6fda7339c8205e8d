import { notRoot } from "./conditions.ts";
import { lacks, runCommand } from "./shell.ts";
import { NOBODY } from "./tools.ts";

/**
 * Runs what comes after it as a user with a systemd of his own, who sees nothing
 * of the machine's: in namespaces whose processes all end with the first. systemd
 * wants a machine that was started by it, and control groups that are the user's.
 */
const SCRIPT = `
mount -t tmpfs tmpfs /run &&
mkdir -p /run/systemd/system "/run/user/$USER_ID" &&
chown "$USER_ID" "/run/user/$USER_ID" && chmod 700 "/run/user/$USER_ID" || exit
groups=
for parent in /sys/fs/cgroup/systemd /sys/fs/cgroup/unified /sys/fs/cgroup; do
  [ -w "$parent/cgroup.procs" ] || continue
  group=$parent/lockstep-test-$USER_ID
  mkdir -p "$group" && chown -R "$USER_ID:$USER_ID" "$group" &&
    echo 0 > "$group/cgroup.procs" && groups="$groups $group"
done
XDG_RUNTIME_DIR=/run/user/$USER_ID
export XDG_RUNTIME_DIR
as="setpriv --reuid $USER_ID --regid $USER_ID --clear-groups"
$as /lib/systemd/systemd --user >"$XDG_RUNTIME_DIR/log" 2>&1 &
systemd=$!
tries=0
until $as systemctl --user is-system-running >/dev/null 2>&1; do
  tries=$((tries + 1))
  if [ "$tries" = 50 ]; then cat "$XDG_RUNTIME_DIR/log" >&2; exit 1; fi
  sleep 0.1
done
$as "$@"
status=$?
kill "$systemd"
wait "$systemd"
for group in $groups; do
  echo 0 > "\${group%/*}/cgroup.procs"
  find "$group" -depth -type d -exec rmdir {} +
done
exit "$status"
`;

/** The words before a command that has it run beside a systemd of the user's own. */
export const BESIDE_SYSTEMD: readonly string[] = [
  ...["unshare", "--mount", "--pid", "--fork", "--mount-proc", "--kill-child"],
  ...["env", `USER_ID=${NOBODY.uid}`, "sh", "-c", SCRIPT, "sh"],
];

/** Returns why a user can have no systemd here, or `undefined` if one can. */
export function noUserSystemd(): string | undefined {
  if (Deno.build.os !== "linux") return "it needs Linux";
  const why = notRoot() ?? lacks("unshare") ?? lacks("setpriv") ??
    lacks("systemctl") ?? lacks("systemd-analyze");
  if (why !== undefined) return why;
  const [program = "", ...args] = BESIDE_SYSTEMD;
  const { ok, err } = runCommand(program, ...args, "true");
  return ok ? undefined : err.split("\n")[0];
}
