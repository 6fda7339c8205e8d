/** What one run of a program took. */
export interface Measured {
  readonly wallMs: number;
  /** User and system time of the program and all its children; `undefined` without GNU time. */
  readonly cpuMs: number | undefined;
  /** Largest resident size of one of its processes; `undefined` without GNU time. */
  readonly peakBytes: number | undefined;
  /** The same as `wallMs` until what the program left undone was done, too. */
  readonly settledMs?: number;
}

/** A command line, and the exit statuses that mean it did its work. */
export interface Invocation {
  readonly command: string;
  readonly args: readonly string[];
}

const GNU_TIME = "/usr/bin/time";

/**
 * Runs a program to its end and measures it, with GNU time around it where that
 * is installed, which adds about a millisecond to every tool alike.
 * @throws {Error} with its output if it fails
 */
export async function measure(
  { command, args }: Invocation,
): Promise<Measured> {
  const report = await hasGnuTime() ? await Deno.makeTempFile() : undefined;
  const [program, parameters] = report === undefined
    ? [command, args]
    : [GNU_TIME, ["-o", report, "-f", "%U %S %M", command, ...args]];
  const start = performance.now();
  const { code, stderr } = await new Deno.Command(program, {
    args: [...parameters],
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).output();
  const wallMs = performance.now() - start;
  if (code !== 0) {
    const words = new TextDecoder().decode(stderr).slice(-2000);
    throw new Error(
      `"${command} ${args.join(" ")}" ended with ${code}: ${words}`,
    );
  }
  if (report === undefined) {
    return { wallMs, cpuMs: undefined, peakBytes: undefined };
  }
  const last = (await Deno.readTextFile(report)).trim().split("\n").at(-1) ??
    "";
  await Deno.remove(report);
  const [user = 0, system = 0, kibibytes = 0] = last.split(" ").map(Number);
  return { wallMs, cpuMs: (user + system) * 1000, peakBytes: kibibytes * 1024 };
}

let gnuTime: Promise<boolean> | undefined;

/** Other systems have another program of that name, or none. */
function hasGnuTime(): Promise<boolean> {
  return gnuTime ??= Deno.build.os === "linux"
    ? Deno.stat(GNU_TIME).then(() => true, () => false)
    : Promise.resolve(false);
}

/** The middle of several numbers, and how far they lie apart. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** Returns the median, least and largest of at least one number. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const below = sorted[Math.ceil(middle) - 1] ?? NaN;
  const above = sorted[Math.floor(middle)] ?? NaN;
  return {
    median: (below + above) / 2,
    least: sorted[0] ?? NaN,
    most: sorted.at(-1) ?? NaN,
  };
}
