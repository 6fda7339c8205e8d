import { copyFile } from "../../../src/disk/copy.ts";
import { digestStarter } from "../../../src/disk/digest.ts";
import { Stopped } from "../../../src/disk/stop.ts";
import { assert, assertEquals, assertThrows } from "../../support/assert.ts";
import { testUnless } from "../../support/conditions.ts";
import { COPY_OPTIONS } from "../../support/copying.ts";
import { putFile, someBytes } from "../../support/files.ts";
import { testFolders } from "../../support/folders.ts";
import { type Part, putHoles, readParts, roomOf } from "../../support/holes.ts";
import { mountTmpfs, noMounts } from "../../support/mounts.ts";
import {
  nativeTest,
  noNative,
  openNative,
  openWith,
} from "../../support/native.ts";
import { codeOf } from "../../support/open_folder.ts";
import {
  afterOnce,
  broken,
  ERRNO,
  failing,
  troubledLibc,
  type Troubles,
} from "../../support/troubled_libc.ts";

const GO_ON = { isSet: () => false };
const MIB = 1024 * 1024;

/** Files with holes: their sizes, and where they hold something. */
const HOLES: readonly {
  readonly title: string;
  readonly size: number;
  readonly parts: readonly Part[];
}[] = [
  { title: "at its beginning", size: MIB, parts: [[MIB - 100_000, 100_000]] },
  { title: "in its middle", size: MIB, parts: [[0, 10], [MIB - 10, 10]] },
  { title: "at its end", size: MIB, parts: [[0, 5000]] },
  { title: "at its end, after a whole block", size: MIB, parts: [[0, 4096]] },
  { title: "and nothing else", size: MIB, parts: [] },
  { title: "of a few bytes and nothing else", size: 5, parts: [] },
  {
    title: "between all of its 50 parts",
    size: 50 * 65_536,
    parts: Array.from({ length: 50 }, (_, at) => [at * 65_536 + 20_000, 9000]),
  },
  {
    title: "of 5 GiB before its last byte",
    size: 5 * 1024 * MIB,
    parts: [[5 * 1024 * MIB - 1, 1]],
  },
  {
    title: "of 5 GiB after its first 20 MiB",
    size: 5 * 1024 * MIB + 3,
    parts: [[0, 20 * MIB]],
  },
];

for (const { title, size, parts } of HOLES) {
  nativeTest(`transferFrom() leaves a hole ${title} a hole`, () => {
    using folders = testFolders({ source: {}, replica: {} });
    putHoles(`${folders.source}/a`, size, parts);
    using from = openNative(folders.source, "source");
    using to = openNative(folders.replica);
    {
      using input = from.openFile("a");
      using output = to.createFile("b", 0o600);
      assertEquals(
        output.transferFrom?.(input, { size, stop: GO_ON }),
        size,
      );
      assertEquals(output.stat().size, size);
    }
    const [old, made] = [`${folders.source}/a`, `${folders.replica}/b`];
    assertEquals(readParts(made, parts), readParts(old, parts));
    assert(roomOf(old) * 512 < size, "the source has no holes");
    assertEquals(roomOf(made), roomOf(old));
  });
}

for (const digest of [undefined, digestStarter("sha256")]) {
  const way = digest === undefined ? "" : ", also where a digest is asked for";
  nativeTest(`copyFile() leaves holes holes${way}`, () => {
    using folders = testFolders({ source: {}, replica: {} });
    putHoles(`${folders.source}/a`, 8 * MIB, [[4 * MIB, 4096]]);
    using from = openNative(folders.source, "source");
    using to = openNative(folders.replica);
    copyFile({ from, name: "a", to, as: "b" }, { ...COPY_OPTIONS, digest });
    assertEquals(
      roomOf(`${folders.replica}/b`),
      roomOf(`${folders.source}/a`),
    );
  });
}

testUnless(
  noNative() ?? noMounts(),
  "copyFile() copies between file systems of different kinds, and leaves holes holes",
  () => {
    using folders = testFolders({ replica: {} });
    using memory = mountTmpfs(`${folders.top}/tmpfs`, "size=16m");
    const parts: readonly Part[] = [[4 * MIB, 4096], [6 * MIB - 7, 5]];
    putHoles(`${memory.path}/a`, 8 * MIB, parts);
    putFile(`${memory.path}/whole`, someBytes(300_000));
    using from = openNative(memory.path, "source");
    using to = openNative(folders.replica);
    for (const name of ["a", "whole"]) {
      copyFile({ from, name, to, as: name }, COPY_OPTIONS);
    }
    assertEquals(
      Deno.readFileSync(`${folders.replica}/whole`),
      someBytes(300_000),
    );
    const [old, made] = [`${memory.path}/a`, `${folders.replica}/a`];
    assertEquals(readParts(made, parts), readParts(old, parts));
    assert(roomOf(made) <= 64, `it takes ${roomOf(made)} blocks`);
  },
);

/** What is done to a file of 3 MiB with troubles in the calls, and what comes of it. */
function transferWith(
  troubles: Troubles,
  { size = 3 * MIB, parts = [[0, 3 * MIB]], isSet = () => false }: {
    readonly size?: number;
    readonly parts?: readonly Part[];
    readonly isSet?: () => boolean;
  } = {},
): { readonly moved: number | undefined; readonly made: string } {
  using folders = testFolders({ source: {}, replica: {} });
  putHoles(`${folders.source}/a`, 3 * MIB, parts);
  const libc = troubledLibc(troubles);
  using from = openWith(libc, folders.source, "source");
  using to = openWith(libc, folders.replica);
  using input = from.openFile("a");
  using output = to.createFile("b", 0o600);
  const moved = output.transferFrom(input, { size, stop: { isSet } });
  const first = moved === undefined ? readFirst(input) : "";
  const path = `${folders.replica}/b`;
  const isEqual = readParts(path, parts) ===
    readParts(`${folders.source}/a`, parts);
  return {
    moved,
    made: `${Deno.statSync(path).size} ${isEqual ? "equal" : "other"}${first}`,
  };
}

/** Reads on from where the file stands: at its beginning, if nothing was done. */
function readFirst(
  input: { read(buffer: Uint8Array<ArrayBuffer>): number },
): string {
  const buffer = new Uint8Array(10);
  input.read(buffer);
  return ` ${buffer.join()}`;
}

for (const code of ["EXDEV", "EINVAL", "EOPNOTSUPP", "ENOSYS"] as const) {
  for (const holes of [false, true]) {
    const title = holes ? "a file with holes" : "a file";
    nativeTest(
      `transferFrom() does nothing with ${title} where copy_file_range gives ${code}`,
      () => {
        const parts: readonly Part[] = holes
          ? [[0, 5000], [2 * MIB, 5000]]
          : [[0, 3 * MIB]];
        const troubles = { "copy_file_range": broken(ERRNO[code]) };
        const { moved, made } = transferWith(troubles, { parts });
        assertEquals(moved, undefined);
        assertEquals(made, `0 other ${someBytes(10).join()}`);
      },
    );
  }
}

nativeTest("transferFrom() goes on where a signal interrupts it", () => {
  const interrupted = failing(ERRNO.EINTR, ERRNO.EINTR);
  const { moved, made } = transferWith({ "copy_file_range": interrupted });
  assertEquals([moved, made], [3 * MIB, `${3 * MIB} equal`]);
});

nativeTest(
  "transferFrom() goes on where a call moves less than it was asked to",
  () => {
    const { moved, made } = transferWith({
      "copy_file_range": (call, args) => call(...args.with(4, 70_001n)),
    });
    assertEquals([moved, made], [3 * MIB, `${3 * MIB} equal`]);
  },
);

nativeTest("transferFrom() moves no more than it was asked to", () => {
  const wholes: readonly (readonly Part[])[] = [[[0, MIB]], [[0, 3 * MIB]]];
  for (const parts of wholes) {
    const { moved, made } = transferWith({}, { size: 2 * MIB, parts });
    assertEquals([moved, made], [2 * MIB, `${2 * MIB} other`]);
  }
});

nativeTest(
  "transferFrom() ends where the file ends that is shorter by now",
  () => {
    assertEquals(transferWith({}, { size: 4 * MIB }).moved, 3 * MIB);
  },
);

nativeTest("transferFrom() fails where the disk is full or broken", () => {
  for (const code of ["ENOSPC", "EIO"] as const) {
    const troubles = { "copy_file_range": broken(ERRNO[code]) };
    assertEquals(codeOf(() => transferWith(troubles)), code);
  }
});

nativeTest("transferFrom() stops between two pieces of a large file", () => {
  let calls = 0;
  let asked = 0;
  const count: Troubles = {
    "copy_file_range": (call, args) => {
      calls++;
      return call(...args.with(4, BigInt(MIB)));
    },
  };
  const isSet = (): boolean => ++asked > 2;
  assertThrows(() => transferWith(count, { isSet }), Stopped);
  assertEquals(calls, 2);
});

for (const parts of [[[0, 3 * MIB]], [[0, MIB], [2 * MIB, MIB]]] as const) {
  const title = parts.length === 1 ? "" : " with holes";
  nativeTest(
    `copyFile() copies the file${title} as it is at last, where it shrinks meanwhile`,
    () => {
      using folders = testFolders({ source: {}, replica: {} });
      const path = `${folders.source}/a`;
      putHoles(path, 3 * MIB, parts);
      const libc = troubledLibc({
        "copy_file_range": afterOnce(() => Deno.truncateSync(path, 1000)),
      });
      using from = openWith(libc, folders.source, "source");
      using to = openWith(libc, folders.replica);
      const copied = copyFile({ from, name: "a", to, as: "b" }, COPY_OPTIONS);
      assertEquals(copied.kind === "copied" && copied.bytes, 1000);
      assertEquals(
        Deno.readFileSync(`${folders.replica}/b`),
        Deno.readFileSync(path),
      );
    },
  );
}
