import { parseSize } from "../../../src/cli/arguments/size.ts";
import { assertEquals } from "../../support/assert.ts";

const KIB = 1024;

const SIZES: Readonly<Record<string, number>> = {
  "0": 0,
  "1048576": KIB ** 2,
  "512K": 512 * KIB,
  "512k": 512 * KIB,
  "512KB": 512 * KIB,
  "512KiB": 512 * KIB,
  "512kib": 512 * KIB,
  "10MiB": 10 * KIB ** 2,
  "1.5G": 1.5 * KIB ** 3,
  "2T": 2 * KIB ** 4,
  "7B": 7,
  "0.3K": 307,
};

for (const [text, bytes] of Object.entries(SIZES)) {
  Deno.test(`parseSize() reads ${text} as ${bytes} bytes`, () => {
    assertEquals(parseSize(text), bytes);
  });
}

const OTHERS = [
  "",
  "K",
  "-1",
  "+1",
  "1 K",
  "1e3",
  "1P",
  "1KK",
  "1Kib/s",
  ".5K",
  "5.K",
  "1,5K",
  "0x10",
  "10M\n",
];

for (const text of OTHERS) {
  Deno.test(`parseSize() takes ${JSON.stringify(text)} for no size`, () => {
    assertEquals(parseSize(text), undefined);
  });
}
