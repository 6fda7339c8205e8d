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

/** Reads a link, and on Windows which of the two kinds it is. */
export function readLink(path: string): LinkFacts {
  const target = Deno.readLinkSync(path);
  return Deno.build.os === "windows"
    ? { target, toFolder: leadsToFolder(path) }
    : { target };
}

/** Deno tells it only of what the link leads to; a link to nowhere is taken for one to a file. */
function leadsToFolder(path: string): boolean {
  try {
    return Deno.statSync(path).isDirectory;
  } catch (error) {
    if (error instanceof Error) return false;
    throw error;
  }
}

/** A drive or a server at its beginning. */
function isWhole(target: string): boolean {
  return /^(?:[A-Za-z]:[\\/]|\\\\)/.test(target);
}

/** ERROR_PRIVILEGE_NOT_HELD of Windows. */
function lacksRight(error: unknown): boolean {
  return error instanceof Error && error.message.includes("(os error 1314)");
}
