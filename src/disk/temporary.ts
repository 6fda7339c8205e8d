/**
 * The whole policy of temporary names: a file is written as
 * `.lockstep-<16 hex digits>.tmp` in its final folder and renamed when it is
 * whole. Such a name in the replica that the source does not have was left by a
 * pass that was killed, and is removed by the next.
 */
const PREFIX = ".lockstep-";
const SUFFIX = ".tmp";
const PATTERN = /^\.lockstep-[0-9a-f]{16}\.tmp$/;

/** Names drawn at a time: asking for random numbers costs more than using them. */
const DRAWN = 256;

const random = new Uint32Array(2 * DRAWN);
let used = random.length;

/** Returns a temporary name that nobody can foresee. It is as long for a name of 255 bytes as for one of 1. */
export function temporaryName(): string {
  return `${PREFIX}${drawDigits()}${SUFFIX}`;
}

/**
 * Returns a name for what the replica has had for long and is about to get back
 * under another: by no pass is it taken for something unfinished.
 */
export function nameInPassing(): string {
  return `${PREFIX}renamed-${drawDigits()}`;
}

/** Tells whether a name is one that this program gives to what is not finished. */
export function isTemporary(name: string): boolean {
  return name.startsWith(PREFIX) && PATTERN.test(name);
}

function drawDigits(): string {
  if (used >= random.length) {
    crypto.getRandomValues(random);
    used = 0;
  }
  return `${hex(random[used++])}${hex(random[used++])}`;
}

function hex(value: number | undefined): string {
  return (value ?? 0).toString(16).padStart(8, "0");
}
