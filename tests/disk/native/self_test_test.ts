import { Calls } from "../../../src/disk/native/calls.ts";
import { STATX } from "../../../src/disk/native/layout.ts";
import { checkLibc } from "../../../src/disk/native/self_test.ts";
import { assert, assertEquals, assertThrows } from "../../support/assert.ts";
import { nativeTest } from "../../support/native.ts";
import { diskErrorOf } from "../../support/open_folder.ts";
import {
  broken,
  ERRNO,
  failing,
  type Trouble,
  troubledLibc,
  type Troubles,
} from "../../support/troubled_libc.ts";

/** What statx fills in, with one word of it altered. */
function altering(word: number): Trouble {
  return (call, args) => {
    const result = call(...args);
    const [, , , , bytes] = args;
    assert(bytes instanceof Uint8Array);
    const words = new Uint32Array(bytes.buffer);
    words[word] = (words[word] ?? 0) + 1;
    return result;
  };
}

/** A call that does nothing and says that it has done it. */
const nothing: Trouble = () => 0;

const WRONG: readonly (readonly [Troubles, string])[] = [
  [{ statx: altering(STATX.mode) }, "statx tells something else than Deno"],
  [{ statx: altering(STATX.ino) }, "statx tells something else than Deno"],
  [
    { statx: altering(STATX.mtimeSeconds) },
    "statx tells something else than Deno",
  ],
  [{ getdents64: nothing }, "folders are misread"],
  [
    { openat: misnumbered() },
    "errors are misread",
  ],
];

/** Fails with another number than the system does. */
function misnumbered(): Trouble {
  return (call, args) => {
    const fd = call(...args);
    return fd === -1 ? broken(ERRNO.EIO)(call, args) : fd;
  };
}

nativeTest("checkLibc() takes the C library that is there", () => {
  checkLibc(new Calls(troubledLibc({})));
});

for (const [index, [troubles, what]] of WRONG.entries()) {
  nativeTest(
    `checkLibc() takes no C library where ${what}, and leaves nothing open (${index})`,
    () => {
      const opened = counting();
      const libc = troubledLibc({ ...opened.troubles(troubles) });
      const { message } = assertThrows(
        () => checkLibc(new Calls(libc)),
        Error,
      );
      assertEquals(message, `the C library is not as expected: ${what}`);
      assertEquals(opened.left(), 0);
    },
  );
}

/** Counts the descriptors that are open. */
function counting(): {
  readonly troubles: (others: Troubles) => Troubles;
  readonly left: () => number;
} {
  let left = 0;
  return {
    troubles: (others) => ({
      ...others,
      openat: (call, args) => {
        const { openat } = others;
        const fd = openat === undefined ? call(...args) : openat(call, args);
        if (typeof fd === "number" && fd >= 0) left++;
        return fd;
      },
      close: (call, args) => {
        left--;
        return call(...args);
      },
    }),
    left: () => left,
  };
}

for (const name of ["statx", "openat", "getdents64"]) {
  nativeTest(
    `checkLibc() says what the system says where ${name} fails, and leaves nothing open`,
    () => {
      const opened = counting();
      const libc = troubledLibc(
        opened.troubles({ [name]: broken(ERRNO.EPERM) }),
      );
      const error = diskErrorOf(() => checkLibc(new Calls(libc)));
      assertEquals([error.doing, error.code], [
        "look at the root of the file system",
        "EPERM",
      ]);
      assertEquals(opened.left(), 0);
    },
  );

  nativeTest(`checkLibc() goes on where a signal interrupts ${name}`, () => {
    const interrupted = failing(ERRNO.EINTR, ERRNO.EINTR);
    checkLibc(new Calls(troubledLibc({ [name]: interrupted })));
  });
}
