import fc from "fast-check";
import { encodeInto, PATH_BYTES } from "../../../src/disk/native/names.ts";
import { decodeName } from "../../../src/model/paths/name_bytes.ts";
import { propertyRuns } from "../../property/runs.ts";
import { arbitraryName } from "../../support/arbitrary_bytes.ts";
import { assert, assertEquals } from "../../support/assert.ts";

/** Names in hexadecimal, and the strings for them. */
const NAMES: readonly {
  readonly title: string;
  readonly hex: string;
  readonly text: string;
}[] = [
  { title: "nothing", hex: "", text: "" },
  { title: "ASCII", hex: "612e747874", text: "a.txt" },
  { title: "two bytes for a letter", hex: "c3a9", text: "\u00e9" },
  { title: "a letter and its accent", hex: "65cc81", text: "e\u0301" },
  { title: "four bytes for a character", hex: "f09f9782", text: "\u{1f5c2}" },
  { title: "the last character there is", hex: "f48fbfbf", text: "\u{10ffff}" },
  { title: "a byte order mark", hex: "efbbbf61", text: "\ufeff\u0061" },
  { title: "a replacement character", hex: "efbfbd", text: "\ufffd" },
  {
    title: "Latin-1",
    hex: "6261e86e616d65",
    text: "ba\udce8name",
  },
  { title: "bytes that are never used", hex: "feff", text: "\udcfe\udcff" },
  { title: "a continuation alone", hex: "8061", text: "\udc80a" },
  {
    title: "a character cut off by a letter",
    hex: "e28261",
    text: "\udce2\udc82a",
  },
  {
    title: "a character cut off by the end",
    hex: "61f09f97",
    text: "a\udcf0\udc9f\udc97",
  },
  {
    title: "a character cut off by a whole one",
    hex: "e282e282ac",
    text: "\udce2\udc82\u20ac",
  },
  { title: "an overlong zero", hex: "c080", text: "\udcc0\udc80" },
  { title: "an overlong slash", hex: "c0af", text: "\udcc0\udcaf" },
  {
    title: "an overlong slash of three bytes",
    hex: "e080af",
    text: "\udce0\udc80\udcaf",
  },
  {
    title: "an overlong slash of four bytes",
    hex: "f08080af",
    text: "\udcf0\udc80\udc80\udcaf",
  },
  {
    title: "a high surrogate",
    hex: "eda080",
    text: "\udced\udca0\udc80",
  },
  {
    title: "the surrogate that stands for a bad byte",
    hex: "edb280",
    text: "\udced\udcb2\udc80",
  },
  {
    title: "a pair of surrogates",
    hex: "eda0bdedb682",
    text: "\udced\udca0\udcbd\udced\udcb6\udc82",
  },
  {
    title: "a number above the last character",
    hex: "f4908080",
    text: "\udcf4\udc90\udc80\udc80",
  },
  {
    title: "a bad byte right after a pair",
    hex: "f09f978280",
    text: "\u{1f5c2}\udc80",
  },
];

for (const { title, hex, text } of NAMES) {
  Deno.test(`decodeName() and encodeInto() keep ${title}`, () => {
    assertEquals(decodeName(Uint8Array.fromHex(hex)), text);
    assertEquals(encoded(text), hex);
  });
}

Deno.test("every name of bytes has a string that stands for it and for no other", () => {
  fc.assert(
    fc.property(arbitraryName, (name) => {
      assertEquals(encoded(decodeName(name)), name.toHex());
    }),
    propertyRuns(1000),
  );
});

Deno.test("a name that is valid UTF-8 is the string that everybody makes of it", () => {
  const whole = fc.string({ unit: "binary", maxLength: 60 });
  fc.assert(
    fc.property(whole, (text) => {
      const bytes = new TextEncoder().encode(text);
      assertEquals(decodeName(bytes), text);
      assertEquals(encoded(text), bytes.toHex());
    }),
    propertyRuns(1000),
  );
});

Deno.test("every single byte above ASCII is kept, alone and among letters", () => {
  for (let byte = 0x80; byte <= 0xff; byte++) {
    const half = String.fromCharCode(0xdc00 + byte);
    const bytes = [[byte], [0x61, byte, 0x62], [0xc3, 0xa9, byte]];
    assertEquals(bytes.map((name) => decodeName(new Uint8Array(name))), [
      half,
      `a${half}b`,
      `\u00e9${half}`,
    ]);
  }
});

/** Names whose bytes just fit, with the number of their bytes. */
const FITTING: readonly (readonly [title: string, text: string])[] = [
  ["letters", "x".repeat(PATH_BYTES - 1)],
  ["letters, the last of two bytes", "x".repeat(PATH_BYTES - 3) + "\u00e9"],
  ["bad bytes", "\udcff".repeat(PATH_BYTES - 1)],
  ["characters of three bytes", "\u20ac".repeat((PATH_BYTES - 1) / 3)],
];

for (const [title, text] of FITTING) {
  Deno.test(`encodeInto() fills a buffer with ${title} to its end, and takes not one more`, () => {
    const buffer = new Uint8Array(PATH_BYTES).fill(0xee);
    assertEquals(encodeInto(text, buffer), PATH_BYTES - 1);
    assertEquals(buffer.at(-1), 0);
    assertEquals(decodeName(buffer.subarray(0, -1)), text);
    for (const more of ["x", "\u00e9", "\udcff", "\u{1f5c2}"]) {
      assertEquals(encodeInto(text + more, buffer), -1);
      assertEquals(encodeInto(more + text, buffer), -1);
    }
  });
}

Deno.test("encodeInto() ends a name where a longer one was before", () => {
  const buffer = new Uint8Array(16);
  for (const [text, length] of [["ab", 2], ["\u00e9", 2], ["\udcff", 1]]) {
    buffer.fill(0xee);
    assertEquals(encodeInto(String(text), buffer), length);
    assertEquals(buffer.indexOf(0), length);
    assert(buffer.subarray(Number(length) + 1).every((byte) => byte === 0xee));
  }
});

/** Returns the bytes for a string, in hexadecimal. */
function encoded(text: string): string {
  const buffer = new Uint8Array(PATH_BYTES);
  const length = encodeInto(text, buffer);
  assertEquals(buffer[length], 0);
  return buffer.subarray(0, length).toHex();
}
