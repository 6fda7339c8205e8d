import type { ByteStream } from "../../src/output/byte_stream.ts";

/** A stream that keeps what is written to it. */
export interface CollectedStream extends ByteStream {
  readonly text: () => string;
}

/** How a stream of a test takes what it is given. */
export interface StreamOptions {
  /** Bytes that one call takes at the most. @default {Infinity} */
  readonly mostAtOnce?: number;
  /** Called before each writing, with the number of those before; may throw in its place. */
  readonly before?: (calls: number) => void;
}

/** Returns a stream that keeps what is written to it. */
export function collectedStream(
  { mostAtOnce = Infinity, before }: StreamOptions = {},
): CollectedStream {
  const bytes: number[] = [];
  let calls = 0;
  return {
    text: () => new TextDecoder().decode(new Uint8Array(bytes)),
    write: async (more) => {
      await Promise.resolve();
      before?.(calls++);
      const taken = more.subarray(0, mostAtOnce);
      bytes.push(...taken);
      return taken.length;
    },
  };
}
