import { copyFile } from "../../../src/disk/copy.ts";
import { assertEquals } from "../../support/assert.ts";
import { testUnless } from "../../support/conditions.ts";
import { COPY_OPTIONS } from "../../support/copying.ts";
import { someBytes } from "../../support/files.ts";
import { testFolders } from "../../support/folders.ts";
import { type Part, putHoles, readParts, roomOf } from "../../support/holes.ts";
import {
  makeExt4,
  mountImage,
  mountTmpfs,
  noExt4,
} from "../../support/mounts.ts";
import {
  nativeTest,
  noNative,
  openNative,
  openWith,
} from "../../support/native.ts";
import { codeOf, diskErrorOf } from "../../support/open_folder.ts";
import { namesIn } from "../../support/tree.ts";
import {
  broken,
  ERRNO,
  failing,
  type Trouble,
  troubledLibc,
  type Troubles,
} from "../../support/troubled_libc.ts";

const SEEK_SET = 0;
const MIB = 1024 * 1024;
const PARTS: readonly Part[] = [[0, 5000], [2 * MIB, 5000]];

/** A seek to a place that has trouble; those for data and holes work. */
function seeking(trouble: Trouble): Troubles {
  return {
    lseek: (call, args) =>
      args[2] === SEEK_SET ? trouble(call, args) : call(...args),
  };
}

/** Copies a file with holes with troubles in the calls. Returns what comes of it and what is left. */
function copyWith(troubles: Troubles): readonly [string, readonly string[]] {
  using folders = testFolders({ source: {}, replica: {} });
  putHoles(`${folders.source}/a`, 3 * MIB, PARTS);
  const libc = troubledLibc(troubles);
  using from = openWith(libc, folders.source, "source");
  using to = openWith(libc, folders.replica);
  const code = codeOf(() =>
    copyFile({ from, name: "a", to, as: "b" }, COPY_OPTIONS)
  );
  return [code, namesIn(folders.replica)];
}

nativeTest(
  "copyFile() copies nothing to another place than where it lay, where a place cannot be gone to",
  () => {
    assertEquals(copyWith(seeking(broken(ERRNO.EIO))), ["EIO", []]);
  },
);

nativeTest(
  "copyFile() fails where what was copied in one way cannot be taken back for another",
  () => {
    const another = { "copy_file_range": failing(ERRNO.EXDEV) };
    const seeks = seeking((call, args) =>
      args[1] === 0n ? broken(ERRNO.EIO)(call, args) : call(...args)
    );
    assertEquals(copyWith({ ...another, ...seeks })[0], "EIO");
    const ftruncate = failing(ERRNO.EIO);
    assertEquals(copyWith({ ...another, ftruncate }), ["EIO", []]);
  },
);

nativeTest("list() fails where it cannot begin at the beginning again", () => {
  using folders = testFolders({ source: { a: "" } });
  const libc = troubledLibc(seeking(broken(ERRNO.EIO)));
  using folder = openWith(libc, folders.source, "source");
  assertEquals(folder.list().names, ["a"]);
  const { code, doing } = diskErrorOf(() => folder.list());
  assertEquals([code, doing], ["EIO", "list the source folder"]);
});

nativeTest(
  "transferFrom() finds holes where signals interrupt the looking for them",
  () => {
    using folders = testFolders({ source: {}, replica: {} });
    putHoles(`${folders.source}/a`, 3 * MIB, PARTS);
    let asked = 0;
    const libc = troubledLibc({
      lseek: (call, args) =>
        asked++ % 2 === 0 ? broken(ERRNO.EINTR)(call, args) : call(...args),
      ioctl: failing(ERRNO.EINTR),
    });
    using from = openWith(libc, folders.source, "source");
    using to = openWith(libc, folders.replica);
    using input = from.openFile("a");
    assertEquals(input.skipHole(MIB, 3 * MIB), 2 * MIB);
    using output = to.createFile("b", 0o600);
    const stop = { isSet: () => false };
    assertEquals(output.transferFrom(input, { size: 3 * MIB, stop }), 3 * MIB);
    const [old, made] = [`${folders.source}/a`, `${folders.replica}/b`];
    assertEquals(readParts(made, PARTS), readParts(old, PARTS));
    assertEquals(roomOf(made), roomOf(old));
  },
);

for (const code of ["EACCES", "EAGAIN", "ENOENT", "ETXTBSY"] as const) {
  nativeTest(
    `copyFile() reads a file that the kernel does not copy itself, for ${code}`,
    () => {
      using folders = testFolders({ source: {}, replica: {} });
      putHoles(`${folders.source}/a`, 3 * MIB, PARTS);
      const troubles = { "copy_file_range": broken(ERRNO[code]) };
      const libc = troubledLibc(troubles);
      using from = openWith(libc, folders.source, "source");
      using to = openWith(libc, folders.replica);
      copyFile({ from, name: "a", to, as: "b" }, COPY_OPTIONS);
      const [old, made] = [`${folders.source}/a`, `${folders.replica}/b`];
      assertEquals(readParts(made, PARTS), readParts(old, PARTS));
      assertEquals(roomOf(made), roomOf(old));
    },
  );
}

for (const size of [100, 9 * MIB]) {
  nativeTest(
    `copyFile() reads a file of ${size} bytes of which the kernel copies nothing and tells no error`,
    () => {
      using folders = testFolders({ source: {}, replica: {} });
      putHoles(`${folders.source}/a`, size, [[0, size]]);
      const libc = troubledLibc({ "copy_file_range": () => 0 });
      using from = openWith(libc, folders.source, "source");
      using to = openWith(libc, folders.replica);
      copyFile({ from, name: "a", to, as: "b" }, COPY_OPTIONS);
      assertEquals(Deno.readFileSync(`${folders.replica}/b`), someBytes(size));
    },
  );
}

for (const sparse of [false, true]) {
  const way = sparse ? " that is made sparse" : "";
  testUnless(
    noNative() ?? noExt4(),
    `copyFile() says of a file${way} whose data lies beyond what the file system has places for that it is too large`,
    () => {
      using folders = testFolders();
      using large = mountTmpfs(`${folders.top}/tmpfs`);
      const image = `${folders.top}/image`;
      makeExt4(image);
      using small = mountImage(image, `${folders.top}/ext4`);
      const size = 20 * 1024 ** 4;
      putHoles(`${large.path}/a`, size, [[0, 5000], [size - 1, 1]]);
      using from = openNative(large.path, "source");
      using to = openNative(small.path);
      const error = diskErrorOf(() =>
        copyFile(
          { from, name: "a", to, as: "b" },
          { ...COPY_OPTIONS, sparse },
        )
      );
      assertEquals(error.message, "the file is too large for this file system");
      assertEquals(namesIn(small.path), ["lost+found"]);
    },
  );
}
