import fc from "fast-check";

/** Pieces of names: valid UTF-8, and all the ways in which bytes are not. */
const PIECES = [
  "61",
  "2e",
  "20",
  "0a",
  "c3a9",
  "e282ac",
  "f09f9782",
  "efbfbd",
  "efbbbf",
  "ff",
  "fe",
  "80",
  "bf",
  "c3",
  "e282",
  "f09f97",
  "c080",
  "c1bf",
  "e08080",
  "f0808080",
  "eda080",
  "edb280",
  "eda0bdedb880",
  "f4908080",
  "f8888080",
];

const byte = fc.integer({ min: 1, max: 255 }).filter((code) => code !== 0x2f);

const piece: fc.Arbitrary<readonly number[]> = fc.oneof(
  fc.constantFrom(...PIECES).map((hex) => [...Uint8Array.fromHex(hex)]),
  fc.array(byte, { minLength: 1, maxLength: 4 }),
);

/** Random names, of bytes that may be UTF-8 or not, up to the 255 that a name may have. */
export const arbitraryName: fc.Arbitrary<Uint8Array> = fc
  .array(piece, { minLength: 1, maxLength: 90 })
  .map((pieces) => new Uint8Array(pieces.flat().slice(0, 255)))
  .filter((name) => !["2e", "2e2e"].includes(name.toHex()));
