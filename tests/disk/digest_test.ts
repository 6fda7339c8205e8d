import { digestStarter } from "../../src/disk/digest.ts";
import { type DigestName, DIGESTS } from "../../src/model/settings.ts";
import { assertEquals } from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import { putFile, someBytes } from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import { lacks, mustRun } from "../support/shell.ts";

/** Of the three bytes "abc": RFC 1321, FIPS 180-4, RFC 7693. */
const OF_ABC: Readonly<Record<DigestName, string>> = {
  md5: "900150983cd24fb0d6963f7d28e17f72",
  sha1: "a9993e364706816aba3e25717850c26c9cd0d89d",
  sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  sha512: "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a" +
    "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
  blake2b512:
    "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1" +
    "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923",
};

const PROGRAMS: Readonly<Record<DigestName, string>> = {
  md5: "md5sum",
  sha1: "sha1sum",
  sha256: "sha256sum",
  sha512: "sha512sum",
  blake2b512: "b2sum",
};

for (const name of DIGESTS) {
  Deno.test(`digestStarter() digests by ${name} as its standard says, with its name`, () => {
    const digest = digestStarter(name)();
    digest.update(new TextEncoder().encode("a"));
    digest.update(new TextEncoder().encode("bc"));
    assertEquals(digest.text(), `${name}:${OF_ABC[name]}`);
  });

  testUnless(
    lacks(PROGRAMS[name]),
    `digestStarter() by ${name} agrees with ${PROGRAMS[name]}`,
    () => {
      using folders = testFolders();
      const bytes = someBytes(300_001);
      const path = `${folders.top}/file`;
      putFile(path, bytes);
      const digest = digestStarter(name)();
      for (let at = 0; at < bytes.length; at += 65_537) {
        digest.update(bytes.subarray(at, at + 65_537));
      }
      const [expected] = mustRun(PROGRAMS[name], path).split(" ");
      assertEquals(digest.text(), `${name}:${expected}`);
    },
  );
}

Deno.test("digestStarter() starts digests that know nothing of each other", () => {
  const start = digestStarter("md5");
  const [a, b] = [start(), start()];
  a.update(new Uint8Array([1]));
  assertEquals(b.text(), "md5:d41d8cd98f00b204e9800998ecf8427e");
});
