/**
 * Bytes read at a time.
 *
 * Perf: on tmpfs 64 and 128 KiB copy 2.2 to 2.3 GB/s, 256 KiB 1.0 and 1 MiB
 * between 0.9 and 2.0 (Deno 2.9.5, 2 cores): both buffers then still fit the
 * second-level cache.
 */
export const CHUNK_BYTES = 128 * 1024;

/** Two buffers for what is read, which live as long as their thread. */
export const first = new Uint8Array(CHUNK_BYTES);
export const second = new Uint8Array(CHUNK_BYTES);

/** The same bytes, seen four at a time. */
const firstWords = new Uint32Array(first.buffer);
const secondWords = new Uint32Array(second.buffer);

/**
 * Tells whether both buffers begin with the same bytes.
 *
 * Perf: 8 GB/s, above what reading gives. Buffer.compare makes 57 GB/s, but
 * loading it costs a worker 22 ms; memcmp of the C library makes 50.
 */
export function sameBytes(length: number): boolean {
  const words = length >> 2;
  for (let index = 0; index < words; index++) {
    if (firstWords[index] !== secondWords[index]) return false;
  }
  for (let index = words << 2; index < length; index++) {
    if (first[index] !== second[index]) return false;
  }
  return true;
}
