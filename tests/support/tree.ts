import { nodeFs } from "./node_fs.ts";

/**
 * A folder as a literal: a string is a file with that text, an object a folder,
 * and the rest is made by `file`, `link` and `folder`.
 */
export interface Tree {
  readonly [name: string]: Node;
}

export type Node = string | Uint8Array | Tree | SpecialNode;

type SpecialNode = FileNode | LinkNode | FolderNode;

const SPECIAL = Symbol("special");

interface Facts {
  /** @default {0o644} for files, {0o755} for folders */
  readonly mode?: number | undefined;
  /** Milliseconds since 1970. @default {DEFAULT_TIME} */
  readonly time?: number;
  /** Number of both its user and its group; only root can give things away. */
  readonly owner?: number | undefined;
}

interface FileNode extends Facts {
  readonly [SPECIAL]: "file";
  readonly content: string | Uint8Array;
}

interface LinkNode extends Facts {
  readonly [SPECIAL]: "link";
  readonly target: string;
}

interface FolderNode extends Facts {
  readonly [SPECIAL]: "folder";
  readonly tree: Tree;
}

/** 2020-09-13: far from now, so that nothing is taken to be changing. */
export const DEFAULT_TIME = 1_600_000_000_123;

/** A file with facts of its own. */
export function file(
  content: string | Uint8Array,
  facts: Facts = {},
): FileNode {
  return { [SPECIAL]: "file", content, ...facts };
}

/** A symbolic link. */
export function link(target: string, facts: Facts = {}): LinkNode {
  return { [SPECIAL]: "link", target, ...facts };
}

/** A folder with facts of its own. */
export function folder(tree: Tree, facts: Facts = {}): FolderNode {
  return { [SPECIAL]: "folder", tree, ...facts };
}

/** Makes a tree in a folder, which is made if it is missing. */
export function writeTree(path: string, tree: Tree, facts: Facts = {}): void {
  Deno.mkdirSync(path, { recursive: true });
  for (const [name, node] of Object.entries(tree)) {
    writeNode(`${path}/${name}`, node);
  }
  stamp(path, facts, 0o755);
}

function writeNode(path: string, node: Node): void {
  if (typeof node === "string" || node instanceof Uint8Array) {
    return writeFile(path, file(node));
  }
  if (!isSpecial(node)) return writeTree(path, node);
  switch (node[SPECIAL]) {
    case "file":
      return writeFile(path, node);
    case "link":
      writeLink(path, node.target);
      giveTo(path, node.owner);
      return nodeFs.lutimesSync(
        path,
        new Date(),
        new Date(node.time ?? DEFAULT_TIME),
      );
    case "folder":
      return writeTree(path, node.tree, node);
  }
}

/** Windows has links of two kinds, and wants to know which where the target is missing. */
function writeLink(path: string, target: string): void {
  const above = path.slice(0, path.lastIndexOf("/"));
  const type = isFolder(target) || isFolder(`${above}/${target}`)
    ? "dir"
    : "file";
  Deno.symlinkSync(target, path, { type });
}

function isFolder(path: string): boolean {
  try {
    return Deno.statSync(path).isDirectory;
  } catch {
    return false;
  }
}

function writeFile(path: string, node: FileNode): void {
  const { content } = node;
  const bytes = typeof content === "string"
    ? new TextEncoder().encode(content)
    : content;
  Deno.writeFileSync(path, bytes);
  stamp(path, node, 0o644);
}

function stamp(
  path: string,
  { mode, time, owner }: Facts,
  defaultMode: number,
): void {
  // Whoever gives a file away takes setuid from it.
  giveTo(path, owner);
  Deno.chmodSync(path, mode ?? defaultMode);
  Deno.utimeSync(path, new Date(), new Date(time ?? DEFAULT_TIME));
}

function giveTo(path: string, owner: number | undefined): void {
  if (owner !== undefined) nodeFs.lchownSync(path, owner, owner);
}

function isSpecial(node: Tree | SpecialNode): node is SpecialNode {
  return SPECIAL in node;
}

/** What was found at a path: all that a mirror keeps of it, in one line. */
export type Found = Readonly<Record<string, string>>;

/** Reads a tree, with everything that a mirror keeps; the root is ".". */
export function readTree(path: string): Found {
  const found: Record<string, string> = {};
  readInto(path, ".", found);
  return found;
}

function readInto(
  path: string,
  name: string,
  found: Record<string, string>,
): void {
  const info = Deno.lstatSync(path);
  found[name] = describe(path, info);
  if (!info.isDirectory) return;
  for (const entry of [...Deno.readDirSync(path)].sort(byName)) {
    readInto(
      `${path}/${entry.name}`,
      name === "." ? entry.name : `${name}/${entry.name}`,
      found,
    );
  }
}

function describe(path: string, info: Deno.FileInfo): string {
  const mode = ((info.mode ?? 0) & 0o7777).toString(8);
  const facts = `${info.uid}:${info.gid} ${info.mtime?.getTime()}`;
  if (info.isSymlink) return `link to ${Deno.readLinkSync(path)} ${facts}`;
  if (info.isDirectory) return `folder ${mode} ${facts}`;
  if (info.isFile) {
    return `file ${mode} ${facts} ${summarize(Deno.readFileSync(path))}`;
  }
  return `special ${mode} ${facts}`;
}

/** Short contents as they are, long ones by their length and a sum. */
function summarize(bytes: Uint8Array): string {
  if (bytes.length <= 64) {
    return JSON.stringify(new TextDecoder("latin1").decode(bytes));
  }
  let sum = 0;
  for (const byte of bytes) sum = (sum * 31 + byte) >>> 0;
  return `${bytes.length} bytes, sum ${sum}`;
}

/** Returns inode number and change time of everything in a tree: what a touch would alter. */
export function readIdentities(path: string): Found {
  const found: Record<string, string> = {};
  for (const name of Object.keys(readTree(path))) {
    const info = Deno.lstatSync(`${path}/${name}`);
    found[name] = `${info.dev}:${info.ino} ${info.ctime?.getTime()}`;
  }
  return found;
}

/** Reads a text file. */
export function readText(path: string): string {
  return Deno.readTextFileSync(path);
}

/** Returns the inode number of what is at a path. */
export function inodeOf(path: string): number | null {
  return Deno.lstatSync(path).ino;
}

/** Returns the names in a folder, sorted. */
export function namesIn(path: string): readonly string[] {
  return [...Deno.readDirSync(path)].map(({ name }) => name).sort();
}

/** Returns the names below a folder, sorted, the folder itself left out. */
export function namesBelow(path: string): readonly string[] {
  return Object.keys(readTree(path)).filter((name) => name !== ".");
}

function byName(a: Deno.DirEntry, b: Deno.DirEntry): number {
  return a.name < b.name ? -1 : 1;
}
