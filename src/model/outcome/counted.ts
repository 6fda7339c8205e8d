/** Returns a number with the noun it counts: `1 entry`, `2 entries`. */
export function counted(
  count: number,
  one: string,
  many: string = `${one}s`,
): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** Returns a number of entries in words. */
export function countEntries(count: number): string {
  return counted(count, "entry", "entries");
}
