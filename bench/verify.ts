/** How closely two trees are compared. */
export interface VerifyOptions {
  /** Also every byte. */
  readonly contents: boolean;
  /** Also modes and the times of folders, which rclone does not keep. */
  readonly metadata: boolean;
}

/**
 * Compares a replica with its source by code that shares nothing with what it
 * judges.
 * @throws {Error} at the first difference
 */
export function verifyReplica(
  source: string,
  replica: string,
  options: VerifyOptions,
): void {
  const names = namesIn(source);
  const others = namesIn(replica);
  if (names.join("\0") !== others.join("\0")) {
    throw new Error(`${replica} has other names`);
  }
  for (const name of names) {
    const [from, to] = [`${source}/${name}`, `${replica}/${name}`];
    const [a, b] = [Deno.lstatSync(from), Deno.lstatSync(to)];
    const isSameKind = a.isFile === b.isFile && a.isDirectory === b.isDirectory;
    if (!isSameKind || (a.isFile && a.size !== b.size)) {
      throw new Error(`${to} differs`);
    }
    const isSameTime = a.mtime?.getTime() === b.mtime?.getTime();
    const isSameMetadata = isSameTime && a.mode === b.mode;
    if (options.metadata ? !isSameMetadata : a.isFile && !isSameTime) {
      throw new Error(`${to} has another time or mode`);
    }
    if (a.isDirectory) verifyReplica(from, to, options);
    else if (options.contents) verifyContents(from, to);
  }
}

const CHUNK = 1024 * 1024;
const [left, right] = [new Uint8Array(CHUNK), new Uint8Array(CHUNK)];

function verifyContents(from: string, to: string): void {
  using a = Deno.openSync(from);
  using b = Deno.openSync(to);
  for (;;) {
    const length = readFully(a, left);
    if (length !== readFully(b, right)) {
      throw new Error(`${to} has another length`);
    }
    for (let at = 0; at < length; at++) {
      if (left[at] !== right[at]) throw new Error(`${to} has other contents`);
    }
    if (length < CHUNK) return;
  }
}

function readFully(file: Deno.FsFile, buffer: Uint8Array): number {
  let length = 0;
  while (length < buffer.length) {
    const read = file.readSync(buffer.subarray(length));
    if (read === null) break;
    length += read;
  }
  return length;
}

function namesIn(path: string): readonly string[] {
  return [...Deno.readDirSync(path)].map(({ name }) => name).sort();
}
