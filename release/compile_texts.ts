/*
 * What is read from the texts of `deno compile`: its help, its listing of what
 * it embeds, and its errors, as Deno 2.6 to 2.9 write them.
 */

/** Returns the systems that this help of `deno compile` names for `--target`. */
export function knownTriples(help: string): readonly string[] {
  const values = /--target <.*?\[possible values: ([^\]]*)\]/s.exec(help)?.[1];
  return values?.split(/,\s*/) ?? [];
}

/** Returns how much of the executable is not Deno's runtime: `2.54 MiB`. */
export function embeddedSize(listing: string): string {
  const size = /^Files: ([\d.]+)([KMG]?)B/m.exec(listing);
  if (size === null) return "an unknown part";
  const [, count, unit] = size;
  return `${count} ${unit === "" ? "" : `${unit}i`}B`;
}

/**
 * Returns why Deno could not get its runtime (denort) for the executable;
 * `undefined` if this is not what it failed at.
 */
export function whyNoRuntime(text: string): string | undefined {
  const start = text.search(/^error:/m);
  const causes = withoutStack(text.slice(start));
  if (start === -1 || !causes.includes("denort")) return undefined;
  const lines = causes.trim().split("\n");
  return (lines.at(-1) ?? "").replace(/^\s*(\d+:|error:)?\s*/, "");
}

/** Returns an error of Deno's without the stack of its own code, which says nothing. */
export function withoutStack(text: string): string {
  return text.split(/^Stack backtrace:/m)[0] ?? text;
}
