import { CHUNK_BYTES } from "../../src/disk/buffers.ts";
import { copyFile, dropTemporary } from "../../src/disk/copy.ts";
import { digestStarter } from "../../src/disk/digest.ts";
import { DryFolder } from "../../src/disk/dry.ts";
import { assert, assertEquals, assertThrows } from "../support/assert.ts";
import { notPosix, notRoot, testUnless } from "../support/conditions.ts";
import { COPY_OPTIONS, copyOf } from "../support/copying.ts";
import { look, putFile, putSparse, someBytes } from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import { codeOf, openFolder } from "../support/open_folder.ts";
import { recordedFolder } from "../support/recorded.ts";
import { file, namesIn, readTree } from "../support/tree.ts";

const SIZES = [
  0,
  1,
  CHUNK_BYTES - 1,
  CHUNK_BYTES,
  CHUNK_BYTES + 1,
  3 * CHUNK_BYTES + 17,
];

for (const size of SIZES) {
  Deno.test(`copyFile() copies all of ${size} bytes`, () => {
    using folders = testFolders({ source: {}, replica: {} });
    putFile(`${folders.source}/a`, someBytes(size));
    using folder = openFolder(folders.source);
    const source = folder.stat("a");
    assertEquals<unknown>(copyFile(copyOf(folders), COPY_OPTIONS), {
      kind: "copied",
      source,
      bytes: size,
      digest: undefined,
      droppedSetId: false,
      lost: undefined,
    });
    assertEquals(Deno.readFileSync(`${folders.replica}/b`), someBytes(size));
  });
}

testUnless(
  notPosix(),
  "copyFile() keeps mode and time, and the source as it was",
  () => {
    using folders = testFolders({
      source: { a: file("text", { mode: 0o4751, time: 1_234_567_890_123 }) },
      replica: {},
    });
    const before = readTree(folders.source);
    copyFile(copyOf(folders), COPY_OPTIONS);
    assertEquals(readTree(folders.replica)["b"], before["a"]);
    assertEquals(readTree(folders.source), before);
  },
);

testUnless(
  notRoot(),
  "copyFile() keeps the owner and the setuid bit with it",
  () => {
    using folders = testFolders({
      source: { a: file("text", { mode: 0o755 }) },
      replica: {},
    });
    Deno.chownSync(`${folders.source}/a`, 5, 6);
    Deno.chmodSync(`${folders.source}/a`, 0o6755);
    const copied = copyFile(copyOf(folders), COPY_OPTIONS);
    assert(copied.kind === "copied" && !copied.droppedSetId);
    assertEquals(readTree(folders.replica)["b"], readTree(folders.source)["a"]);
  },
);

testUnless(
  notRoot(),
  "copyFile() drops the setuid bit where the owner is not kept, and says so",
  () => {
    using folders = testFolders({ source: { a: "text" }, replica: {} });
    Deno.chownSync(`${folders.source}/a`, 5, 6);
    Deno.chmodSync(`${folders.source}/a`, 0o6755);
    const copied = copyFile(copyOf(folders), { ...COPY_OPTIONS, owner: false });
    assert(copied.kind === "copied" && copied.droppedSetId);
    const { mode, uid } = look(`${folders.replica}/b`);
    assertEquals([(mode ?? 0) & 0o7777, uid], [0o755, 0]);
  },
);

Deno.test("copyFile() returns the digest of what it copied", () => {
  using folders = testFolders({ source: {}, replica: {} });
  const bytes = someBytes(2 * CHUNK_BYTES + 5);
  putFile(`${folders.source}/a`, bytes);
  const digest = digestStarter("blake2b512");
  const copied = copyFile(copyOf(folders), { ...COPY_OPTIONS, digest });
  const expected = digest();
  expected.update(bytes);
  assert(copied.kind === "copied");
  assertEquals(copied.digest, expected.text());
});

Deno.test("copyFile() leaves a file over the size that was asked for", () => {
  using folders = testFolders({ source: {}, replica: {} });
  putSparse(`${folders.source}/a`, 1001);
  const copy = copyOf(folders, { maxBytes: 1000 });
  assertEquals(copyFile(copy, COPY_OPTIONS), {
    kind: "too large",
    bytes: 1001,
  });
  assertEquals(namesIn(folders.replica), []);
});

Deno.test("copyFile() copies a file of just the size that was asked for", () => {
  using folders = testFolders({ source: {}, replica: {} });
  putSparse(`${folders.source}/a`, 1000);
  const copy = copyOf(folders, { maxBytes: 1000 });
  assertEquals(copyFile(copy, COPY_OPTIONS).kind, "copied");
});

Deno.test("copyFile() does not write over what is there, and leaves it alone", () => {
  using folders = testFolders({ source: { a: "new" }, replica: { b: "old" } });
  const before = readTree(folders.replica);
  const code = codeOf(() => copyFile(copyOf(folders), COPY_OPTIONS));
  assertEquals(code, "EEXIST");
  assertEquals(readTree(folders.replica), before);
});

testUnless(
  notPosix(),
  "copyFile() lets nobody else look into the copy before it has its mode",
  () => {
    using folders = testFolders({ source: { a: "text" }, replica: {} });
    const modes: number[] = [];
    for (const isPrivate of [false, true]) {
      const to = openFolder(folders.replica);
      const { createFile } = to;
      to.createFile = (name, mode) => {
        modes.push(mode);
        return createFile.call(to, name, mode);
      };
      copyFile(
        copyOf(folders, { to, as: `${isPrivate}`, isPrivate }),
        COPY_OPTIONS,
      );
    }
    assertEquals(modes, [0o600, 0o644]);
  },
);

Deno.test("copyFile() into a dry folder says what it would copy, and reads only for a digest", () => {
  using folders = testFolders({ source: { a: "text" }, replica: {} });
  const to = new DryFolder(openFolder(folders.replica));
  const plain = copyFile(copyOf(folders, { to }), COPY_OPTIONS);
  const digest = digestStarter("md5");
  const digested = copyFile(copyOf(folders, { to }), {
    ...COPY_OPTIONS,
    digest,
  });
  assert(plain.kind === "copied" && digested.kind === "copied");
  assertEquals([plain.bytes, plain.digest], [4, undefined]);
  assertEquals(digested.digest, "md5:1cb251ec0d568de6a929b520c4aed8d1");
  assertEquals(namesIn(folders.replica), []);
});

Deno.test("dropTemporary() removes a file, and takes it as it comes if that fails", () => {
  using folders = testFolders({ replica: { a: "a" } });
  const folder = openFolder(folders.replica);
  dropTemporary(folder, "a");
  assertEquals(namesIn(folders.replica), []);
  dropTemporary(folder, "a");
});

Deno.test("dropTemporary() does not hide a bug", () => {
  const folder = recordedFolder();
  folder.removeFile = () => {
    throw new TypeError("bug");
  };
  assertThrows(() => dropTemporary(folder, "a"), TypeError);
});
