/** A tree of equal files in equal folders. */
export interface TreeSpec {
  readonly folders: number;
  readonly filesPerFolder: number;
  readonly bytesPerFile: number;
  readonly seed: number;
}

/** 2021: long settled, and with a part below the second. */
const BASE_TIME_MS = 1_620_000_000_000;

/** Makes a tree whose every byte, name and time follows from its seed. */
export function buildTree(root: string, spec: TreeSpec): void {
  Deno.mkdirSync(root, { recursive: true });
  for (let folder = 0; folder < spec.folders; folder++) {
    const path = folderPath(root, { spec, folder });
    if (path !== root) Deno.mkdirSync(path);
    for (let file = 0; file < spec.filesPerFolder; file++) {
      writeFile(`${path}/${fileName(file)}`, {
        spec,
        index: folder * spec.filesPerFolder + file,
      });
    }
  }
}

/** Which file of a tree is meant, and which version of it. */
export interface FilePlace {
  readonly spec: TreeSpec;
  /** Counted through the whole tree. */
  readonly index: number;
  /** @default {0} */
  readonly version?: number;
}

/** Writes one file of a tree, or another version of it, with another time. */
export function writeFile(
  path: string,
  { spec, index, version = 0 }: FilePlace,
): void {
  const random = randomNumbers(spec.seed + index * 7919 + version * 104_729);
  if (spec.bytesPerFile <= CHUNK) {
    Deno.writeFileSync(path, randomBytes(spec.bytesPerFile, random));
  } else writeLarge(path, spec.bytesPerFile, random);
  const time = new Date(BASE_TIME_MS + index * 1357 + version * 86_400_123);
  Deno.utimeSync(path, time, time);
}

/** Returns where a file of a tree lies. */
export function filePath(root: string, { spec, index }: FilePlace): string {
  const folder = Math.floor(index / spec.filesPerFolder);
  return `${folderPath(root, { spec, folder })}/${
    fileName(index % spec.filesPerFolder)
  }`;
}

/** Makes a chain of folders, each inside the one before, with a small file in each. */
export function buildChain(root: string, depth: number): void {
  const spec: TreeSpec = {
    folders: 1,
    filesPerFolder: 1,
    bytesPerFile: 64,
    seed: 5,
  };
  let path = root;
  for (let level = 0; level < depth; level++) {
    Deno.mkdirSync(path, { recursive: true });
    writeFile(`${path}/file.dat`, { spec, index: level });
    path = `${path}/level`;
  }
}

/** Makes many empty folders, 100 in each of the folders above them. */
export function buildEmptyFolders(root: string, count: number): void {
  for (let index = 0; index < count; index++) {
    Deno.mkdirSync(`${root}/group-${Math.floor(index / 100)}/folder-${index}`, {
      recursive: true,
    });
  }
}

function folderPath(
  root: string,
  { spec, folder }: { spec: TreeSpec; folder: number },
): string {
  return spec.folders === 1
    ? root
    : `${root}/folder-${String(folder).padStart(5, "0")}`;
}

function fileName(index: number): string {
  return `file-${String(index).padStart(6, "0")}.dat`;
}

const CHUNK = 1024 * 1024;

function writeLarge(path: string, size: number, random: () => number): void {
  const block = randomBytes(CHUNK, random);
  using file = Deno.openSync(path, {
    write: true,
    create: true,
    truncate: true,
  });
  for (let done = 0; done < size; done += CHUNK) {
    new DataView(block.buffer).setUint32(0, random(), true);
    let rest = block.subarray(0, Math.min(CHUNK, size - done));
    while (rest.length > 0) rest = rest.subarray(file.writeSync(rest));
  }
}

function randomBytes(
  size: number,
  random: () => number,
): Uint8Array<ArrayBuffer> {
  const words = new Uint32Array(Math.ceil(size / 4));
  for (let index = 0; index < words.length; index++) words[index] = random();
  return new Uint8Array(words.buffer, 0, size);
}

/** xorshift32 (Marsaglia, 2003): fast, and the same everywhere. */
function randomNumbers(seed: number): () => number {
  let state = (seed * 2_654_435_761 + 1) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state;
  };
}

/** Removes what is at a path, whatever it is. */
export function removeAll(path: string): void {
  try {
    Deno.removeSync(path, { recursive: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

/** Copies a tree with its times as far as Deno knows them, in milliseconds. */
export function copyTree(from: string, to: string): void {
  const { isDirectory, mtime } = Deno.lstatSync(from);
  if (isDirectory) {
    Deno.mkdirSync(to);
    for (const { name } of Deno.readDirSync(from)) {
      copyTree(`${from}/${name}`, `${to}/${name}`);
    }
  } else Deno.copyFileSync(from, to);
  if (mtime !== null) Deno.utimeSync(to, mtime, mtime);
}
