const LINE_END = 0x0a;

/**
 * Reads a file, or standard input where none is named, line by line, as bytes
 * without the line ends.
 * @throws {Error} if it cannot be read
 */
export async function* readLines(
  path: string | undefined,
): AsyncGenerator<Uint8Array> {
  const stream = path === undefined
    ? Deno.stdin.readable
    : (await Deno.open(path)).readable;
  let rest = new Uint8Array();
  for await (const chunk of stream) {
    let at = 0;
    for (
      let end = chunk.indexOf(LINE_END);
      end >= 0;
      end = chunk.indexOf(LINE_END, at)
    ) {
      const piece = chunk.subarray(at, end);
      yield rest.length === 0 ? piece : joined(rest, piece);
      rest = new Uint8Array();
      at = end + 1;
    }
    if (at < chunk.length) rest = joined(rest, chunk.subarray(at));
  }
  if (rest.length > 0) yield rest;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
