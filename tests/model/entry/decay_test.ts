import {
  type DecayedSide,
  decayedSide,
  describeDecay,
  digestToRead,
  reasonToSkip,
} from "../../../src/model/entry/decay.ts";
import { assert, assertEquals } from "../../support/assert.ts";

const TIME = { mtimeSeconds: 1_700_000_000, mtimeNanos: 123_456_789 };
const KNOWN = { ...TIME, digest: "sha256:good", size: 5 };
const GOOD = "sha256:good";
const BAD = "sha256:bad";
const WORSE = "sha256:worse";

Deno.test("digestToRead() names the digest written down, where files were compared otherwise and the source's size and time are as then", () => {
  const source = { ...TIME, size: 5 };
  const sha256 = { source: BAD, replica: GOOD };
  const md5 = { source: "md5:a", replica: "md5:b" };
  assertEquals(digestToRead(KNOWN, { source, digests: undefined }), "sha256");
  assertEquals(digestToRead(KNOWN, { source, digests: md5 }), "sha256");
  assertEquals(digestToRead(KNOWN, { source, digests: sha256 }), undefined);
  for (const change of [{ size: 6 }, { mtimeNanos: 5 }]) {
    const changed = { source: { ...source, ...change }, digests: undefined };
    assertEquals(digestToRead(KNOWN, changed), undefined);
  }
});

/** What differs from two files that are as the last pass left them. */
interface Case {
  readonly digests: readonly [source: string, replica: string];
  readonly source?: Partial<typeof TIME & { size: number }>;
  readonly replica?: Partial<typeof TIME>;
  readonly known?: typeof KNOWN | undefined;
}

const CASES: Readonly<Record<string, [Case, DecayedSide | undefined]>> = {
  "a source with other contents": [{ digests: [BAD, GOOD] }, "source"],
  "a source with other contents, beside a replica of another time": [
    { digests: [BAD, GOOD], replica: { mtimeSeconds: 5 } },
    "source",
  ],
  "a source with other contents and a later time": [
    { digests: [BAD, GOOD], source: { mtimeSeconds: 1_700_000_001 } },
    undefined,
  ],
  "a source with other contents and a time 1 ns later": [
    { digests: [BAD, GOOD], source: { mtimeNanos: 123_456_790 } },
    undefined,
  ],
  "a source with other contents and another size": [
    { digests: [BAD, GOOD], source: { size: 6 } },
    undefined,
  ],
  "a replica with other contents": [{ digests: [GOOD, BAD] }, "replica"],
  "a replica with other contents that keeps whole seconds": [
    { digests: [GOOD, BAD], replica: { mtimeNanos: 0 } },
    "replica",
  ],
  "a replica with other contents and another time": [
    { digests: [GOOD, BAD], replica: { mtimeSeconds: 1_700_000_009 } },
    undefined,
  ],
  "both with other contents": [{ digests: [BAD, WORSE] }, "both"],
  "both with other contents, and a source of another time": [
    { digests: [BAD, WORSE], source: { mtimeSeconds: 5 } },
    undefined,
  ],
  "files of which nothing is known": [
    { digests: [BAD, GOOD], known: undefined },
    undefined,
  ],
  "files of which another digest is known": [
    { digests: [BAD, GOOD], known: { ...KNOWN, digest: "md5:good" } },
    undefined,
  ],
};

for (const [name, [it, expected]] of Object.entries(CASES)) {
  Deno.test(`decayedSide() of ${name}: ${expected ?? "no decay"}`, () => {
    const [source, replica] = it.digests;
    const known = "known" in it ? it.known : KNOWN;
    assertEquals(
      decayedSide(known, {
        source: { ...TIME, size: 5, ...it.source },
        replica: { ...TIME, ...it.replica },
        digests: { source, replica },
      }),
      expected,
    );
  });
}

Deno.test("reasonToSkip() says what has decayed and what can be done", () => {
  for (const side of ["source", "both"] as const) {
    const reason = reasonToSkip(side);
    assert(reason.startsWith(describeDecay(side)));
    assert(reason.includes("--accept-decay"));
  }
});
