/**
 * Returns when something was made, in milliseconds since 1970; `undefined` where
 * that is not known. Some file systems say 1970 there. To Windows, Samba's
 * shares without attributes, and Wine, tell the earliest of the other times,
 * which changes: what is one of them is not believed there.
 */
export function birthOf(
  { birthtime, mtime, ctime, atime }: Deno.FileInfo,
  os: typeof Deno.build.os = Deno.build.os,
): number | undefined {
  const milliseconds = birthtime?.getTime() ?? 0;
  if (milliseconds <= 0) return undefined;
  const mayBeMadeUp = os === "windows" &&
    [mtime, ctime, atime].some((time) => time?.getTime() === milliseconds);
  return mayBeMadeUp ? undefined : milliseconds;
}
