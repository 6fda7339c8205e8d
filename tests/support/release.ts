import { describeRelease, type Release } from "../../release/release.ts";
import { fileName, TARGETS } from "../../release/targets.ts";

/** A digest like no other, by a digit: 64 times that digit. */
export function digestOf(digit: number): string {
  return `${digit}`.repeat(64);
}

/** Returns the SHA256SUMS of a version, where the digest of target N is N, 64 times. */
export function sumsOf(version: string): string {
  return TARGETS.map((target, index) =>
    `${digestOf(index)}  ${fileName(version, target)}\n`
  ).join("");
}

/** Returns version 1.2.3-rc.1 of a made-up repository, or what differs from it. */
export function someRelease(
  { version = "1.2.3-rc.1", repository = "some-one/lock.step" } = {},
): Release {
  return describeRelease({ version, repository, sums: sumsOf(version) });
}
