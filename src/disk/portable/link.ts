import type { NewLink } from "../disk.ts";
import type { LinkFacts } from "./entries.ts";

/** What links are made by, and on which system. */
export interface LinkCalls {
  readonly os: typeof Deno.build.os;
  readonly symlink: typeof Deno.symlinkSync;
}

const CALLS: LinkCalls = { os: Deno.build.os, symlink: Deno.symlinkSync };

/**
 * Makes a link. Windows has one kind for files and one for folders, and lets
 * most users make neither, but a junction to a folder, which only takes a whole
 * path. A junction of the source reads as a link to a folder.
 * @throws {Error} as Deno's call does
 */
export function makeLink(
  path: string,
  { target, toFolder = false }: NewLink,
  { os, symlink }: LinkCalls = CALLS,
): void {
  if (os !== "windows") return symlink(target, path);
  try {
    symlink(target, path, { type: toFolder ? "dir" : "file" });
  } catch (error) {
    if (!toFolder || !isWhole(target) || !lacksRight(error)) throw error;
    symlink(target, path, { type: "junction" });
  }
}

/** What is read of a link: what `lstat` told of it, on which system. */
export interface SeenLink {
  readonly mode: number | null;
  readonly os?: typeof Deno.build.os;
}

/**
 * Reads a link, and on Windows which of the two kinds it is, wherever it leads:
 * Deno makes the type of a mode of the attributes that the link itself has.
 */
export function readLink(
  path: string,
  { mode, os = Deno.build.os }: SeenLink,
): LinkFacts {
  const target = Deno.readLinkSync(path);
  if (os !== "windows") return { target };
  return { target, toFolder: ((mode ?? 0) & TYPE) === FOLDER };
}

/** The type of a file in a mode (S_IFMT), and that of a folder (S_IFDIR). */
const TYPE = 0o170000;
const FOLDER = 0o040000;

/** A drive or a server at its beginning. */
function isWhole(target: string): boolean {
  return /^(?:[A-Za-z]:[\\/]|\\\\)/.test(target);
}

/** ERROR_PRIVILEGE_NOT_HELD of Windows. */
function lacksRight(error: unknown): boolean {
  return error instanceof Error && error.message.includes("(os error 1314)");
}
