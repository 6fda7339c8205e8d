/** A stream of bytes to a terminal, a pipe or a file. */
export interface ByteStream {
  write(bytes: Uint8Array): Promise<number>;
}

/**
 * Writes all bytes, however few the stream takes at a time.
 * @throws {Error} if it takes no more
 */
export async function writeAll(
  stream: ByteStream,
  bytes: Uint8Array,
): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    done += await stream.write(bytes.subarray(done));
  }
}
