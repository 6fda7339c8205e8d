import type { MirrorOptions } from "../../src/model/settings.ts";
import { assert, assertEquals } from "../support/assert.ts";
import { notNative, testUnless } from "../support/conditions.ts";
import { look, putFile, putSparse } from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import { mirror, type MirrorOverrides } from "../support/mirror.ts";
import { readTree } from "../support/tree.ts";

/** Other systems allot in other ways. */
const whyNot = Deno.build.os === "linux" ? undefined : "it needs Linux";

const SIZE = 3_000_001;

/** Returns contents that are zeros but for the first and the last bytes. */
function mostlyZeros(): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(SIZE);
  bytes.set([1, 2, 3]);
  bytes.set([4, 5, 6], SIZE - 3);
  return bytes;
}

function sparse(options: Partial<MirrorOptions> = {}): MirrorOverrides {
  return { options: { sparse: true, ...options } };
}

/** Returns the bytes that a file takes up. */
function roomOf(path: string): number {
  return (look(path).blocks ?? 0) * 512;
}

testUnless(
  whyNot,
  "runPass() with sparse copies files, in new folders too, without room for their zeros",
  async () => {
    using folders = testFolders({ source: { folder: {} } });
    const { source, replica } = folders;
    putFile(`${source}/folder/first`, mostlyZeros());
    await mirror(folders, sparse());
    putFile(`${source}/second`, mostlyZeros());
    await mirror(folders, sparse());
    assertEquals(readTree(replica), readTree(source));
    for (const name of ["folder/first", "second"]) {
      assert(roomOf(`${source}/${name}`) >= SIZE);
      assert(roomOf(`${replica}/${name}`) <= 16 * 1024);
    }
    assertEquals((await mirror(folders, sparse())).lines, []);
  },
);

testUnless(
  whyNot,
  "runPass() without sparse leaves zeros that are data as they are",
  async () => {
    using folders = testFolders({ source: {} });
    putFile(`${folders.source}/a`, mostlyZeros());
    await mirror(folders);
    assert(roomOf(`${folders.replica}/a`) >= SIZE);
  },
);

testUnless(
  whyNot,
  "runPass() with sparse and a digest makes the digest of all bytes",
  async () => {
    using folders = testFolders({ source: {} });
    putSparse(`${folders.source}/a`, 1_000_000);
    const { outcomes } = await mirror(folders, sparse({ digest: "md5" }));
    const [copied] = outcomes.filter(({ path }) => path === "a");
    assert(copied?.status === "done");
    // head -c 1000000 /dev/zero | md5sum
    assertEquals(copied.digest, "md5:879f4bba57ed37c9ec5e5aedf9864698");
    assert(roomOf(`${folders.replica}/a`) <= 4096);
  },
);

testUnless(
  whyNot ?? notNative(),
  "runPass() with sparse does not read what is a hole already",
  async () => {
    using folders = testFolders({ source: {} });
    const size = 2 ** 40;
    putSparse(`${folders.source}/huge`, size);
    await mirror(folders, sparse());
    assertEquals(look(`${folders.replica}/huge`).size, size);
    assertEquals(roomOf(`${folders.replica}/huge`), 0);
  },
);
