/**
 * Returns when something was made, in milliseconds since 1970. Some file systems
 * say 1970 where they do not know.
 */
export function birthOf({ birthtime }: Deno.FileInfo): number | undefined {
  const milliseconds = birthtime?.getTime() ?? 0;
  return milliseconds > 0 ? milliseconds : undefined;
}
