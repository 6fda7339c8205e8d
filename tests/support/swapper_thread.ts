/// <reference lib="deno.worker" />
import { CONTROL, type Swap, type SwapOrder } from "./swapper.ts";

/** Flag of renameat2(2), include/uapi/linux/fs.h: both names change what they stand for at once. */
const RENAME_EXCHANGE = 2;
const AT_FDCWD = -100;

/** How long either stays in its place, at the most, in milliseconds. */
const FOLDER_MS = 0.3;
const LINK_MS = 0.1;

const { symbols: libc } = Deno.dlopen("libc.so.6", {
  renameat2: {
    parameters: ["i32", "buffer", "i32", "buffer", "u32"],
    result: "i32",
  },
});

self.onmessage = ({ data: { shared, swaps } }: MessageEvent<SwapOrder>) => {
  const control = new Int32Array(shared);
  const paths = swaps.map(({ place, link }: Swap) => [path(place), path(link)]);
  for (;;) {
    Atomics.store(control, CONTROL.isResting, 1);
    Atomics.notify(control, CONTROL.isResting);
    Atomics.wait(control, CONTROL.isSwapping, 0);
    Atomics.store(control, CONTROL.isResting, 0);
    if (Atomics.load(control, CONTROL.isSwapping) < 0) break;
    while (Atomics.load(control, CONTROL.isSwapping) === 1) {
      const at = Math.floor(Math.random() * paths.length);
      const [place, link] = paths[at] ?? [];
      if (place === undefined || link === undefined) break;
      // What stands there may be gone: the pass removes or replaces it, too.
      if (!exchange(place, link)) continue;
      Atomics.add(control, CONTROL.swaps, 1);
      rest(Math.random() * LINK_MS);
      exchange(place, link);
      rest(Math.random() * FOLDER_MS);
    }
  }
  self.close();
};

function exchange(
  a: Uint8Array<ArrayBuffer>,
  b: Uint8Array<ArrayBuffer>,
): boolean {
  return libc.renameat2(AT_FDCWD, a, AT_FDCWD, b, RENAME_EXCHANGE) === 0;
}

function rest(milliseconds: number): void {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
}

function path(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${text}\0`);
}
