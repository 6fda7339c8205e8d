/**
 * The capability to give files away is the first bit of those in effect, in
 * hexadecimal: capabilities(7), `CAP_CHOWN`; proc_pid_status(5).
 */
const IN_EFFECT = /^CapEff:\s*[0-9a-f]*([0-9a-f])$/m;

/**
 * Tells whether root may give files to others. In a container, and under
 * systemd's `CapabilityBoundingSet=`, it may not; where nothing tells, it may.
 */
export function mayGiveAway(status = readStatus()): boolean {
  const [, lowest] = IN_EFFECT.exec(status ?? "") ?? [];
  return lowest === undefined || Number.parseInt(lowest, 16) % 2 === 1;
}

function readStatus(): string | undefined {
  if (Deno.build.os !== "linux") return undefined;
  try {
    return Deno.readTextFileSync("/proc/self/status");
  } catch (error) {
    // /proc is missing, or Deno was not given all permissions.
    if (error instanceof Error) return undefined;
    throw error;
  }
}
