import { isPortable } from "./test_disk.ts";

const never = new Int32Array(new SharedArrayBuffer(4));

/**
 * Waits until what is changed in a file system from here on gets a later change
 * time than what was changed before, as the disk that is tested sees it.
 */
export function waitForTick(folder: string): void {
  const probe = `${folder}/clock-${crypto.randomUUID()}`;
  const now = (): number => {
    Deno.writeTextFileSync(probe, "");
    const { ctime, mtime } = Deno.lstatSync(probe);
    Deno.removeSync(probe);
    return (isPortable ? ctime : mtime)?.getTime() ?? 0;
  };
  const start = now();
  // Two ticks, as milliseconds may round one away.
  while (now() <= start + 1) Atomics.wait(never, 0, 0, 2);
}
