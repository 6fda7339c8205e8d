import { openLibc } from "../../../src/disk/native/libc.ts";
import { assertEquals } from "../../support/assert.ts";
import { nativeTest } from "../../support/native.ts";
import { ERRNO } from "../../support/troubled_libc.ts";

/** Not the descriptor of anything, and a path at which nothing is. */
const NO_DESCRIPTOR = -1;
const NO_PATH = new TextEncoder().encode("/lockstep/no/such/path\0");
const HERE = -100;

nativeTest("errno() tells what the last call failed with, each time", () => {
  const libc = openLibc();
  for (let round = 0; round < 20_000; round++) {
    libc.close(NO_DESCRIPTOR);
    assertEquals(libc.errno(), ERRNO.EBADF);
    libc.openat(HERE, NO_PATH, 0, 0);
    assertEquals(libc.errno(), ERRNO.ENOENT);
  }
});

nativeTest(
  "errno() asks nothing of Deno, which could set errno by waiting for another thread",
  () => {
    const libc = openLibc();
    libc.close(NO_DESCRIPTOR);
    const { prototype } = Deno.UnsafePointerView;
    const names = Object.getOwnPropertyNames(prototype)
      .filter((name) => name.startsWith("get"));
    const asked: string[] = [];
    const real = names.map((name) =>
      [name, Object.getOwnPropertyDescriptor(prototype, name) ?? {}] as const
    );
    try {
      for (const name of names) {
        Object.defineProperty(prototype, name, {
          configurable: true,
          value: () => asked.push(name),
        });
      }
      assertEquals(libc.errno(), ERRNO.EBADF);
    } finally {
      for (const [name, property] of real) {
        Object.defineProperty(prototype, name, property);
      }
    }
    assertEquals(asked, []);
  },
);
