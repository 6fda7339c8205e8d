import { nameKey } from "./folded_names.ts";

/** How a system writes paths: `/a/b`, or `C:\a\b` with either slash. */
export type PathStyle = "posix" | "windows";

/** Returns how paths are written on a system, by its name for Deno. */
export function styleOf(os: string): PathStyle {
  return os === "windows" ? "windows" : "posix";
}

/** A path, taken apart. */
export interface SplitPath {
  /**
   * Where it begins, as it was written: `/`, `C:\`, `\\server\share\`; `C:` if
   * it depends on a drive's current folder, `\` if it depends on the current
   * drive, "" if it is relative.
   */
  readonly top: string;
  /** The names that follow. */
  readonly names: readonly string[];
}

/**
 * Where Windows' paths begin (Microsoft, "File path formats on Windows
 * systems"): a share, also one behind `\\?\UNC\`; a device or a drive behind
 * `\\?\` or `\\.\`; a drive; the current drive.
 */
const WINDOWS_TOP =
  /^(?:[\\/]{2}[?.][\\/]UNC[\\/]+[^\\/]+(?:[\\/]+[^\\/]+)?[\\/]*|[\\/]{2}[?.](?:[\\/]+[^\\/]+)?[\\/]*|[\\/]{2}[^\\/]+(?:[\\/]+[^\\/]+)?[\\/]*|[A-Za-z]:[\\/]*|[\\/]+)/i;

/** Takes a path apart. `.` and `..` are names like others. */
export function splitPath(path: string, style: PathStyle): SplitPath {
  const [top = ""] = (style === "windows" ? WINDOWS_TOP : /^\/+/).exec(path) ??
    [];
  const separators = style === "windows" ? /[\\/]+/ : /\/+/;
  const names = path.slice(top.length).split(separators);
  return { top, names: names.filter((name) => name !== "") };
}

/** Tells whether a path begins at the top of a file tree, and depends on no current folder. */
export function isAbsolute(path: string, style: PathStyle): boolean {
  if (style === "posix") return path.startsWith("/");
  return /^(?:[A-Za-z]:[\\/]|[\\/]{2})/.test(path);
}

/** Returns the folder above a path; the top of a tree is above itself. */
export function parentOf(path: string, style: PathStyle): string {
  const { top, names } = splitPath(path, style);
  const last = names.at(-1);
  if (last === undefined) return path;
  const above = path.slice(0, path.lastIndexOf(last));
  const trimmed = above.slice(top.length).replace(
    style === "windows" ? /[\\/]+$/ : /\/+$/,
    "",
  );
  return `${top}${trimmed}`;
}

/** Returns the last name of a path, "" for the top of a tree. */
export function lastName(path: string, style: PathStyle): string {
  return splitPath(path, style).names.at(-1) ?? "";
}

/** Adds names to a path, `..` as the step back that it is where nothing exists yet. */
export function addNames(
  path: string,
  names: readonly string[],
  style: PathStyle,
): string {
  let result = path;
  for (const name of names) {
    if (name === "..") result = parentOf(result, style);
    else if (name !== ".") result = addName(result, name, style);
  }
  return result;
}

function addName(path: string, name: string, style: PathStyle): string {
  const isEnded = path.endsWith("/") ||
    (style === "windows" && path.endsWith("\\"));
  if (isEnded) return `${path}${name}`;
  return `${path}${style === "windows" ? "\\" : "/"}${name}`;
}

/**
 * Returns where what lies below a root has its path on a system. Windows gives
 * paths that begin with `\\?\` no second look, so that there a slash would be
 * part of a name.
 */
export function pathBelow(
  root: string,
  path: string,
  style: PathStyle,
): string {
  if (path === "") return root;
  return addName(
    root,
    style === "windows" ? path.replaceAll("/", "\\") : path,
    style,
  );
}

/** Tells whether an absolute path is `/`, a drive or a share: nothing is above it. */
export function isTop(path: string, style: PathStyle): boolean {
  const { top, names } = splitPath(path, style);
  return top !== "" && names.length === 0;
}

/** Returns how an absolute path is written: only Windows' begin without a slash, or with two backslashes. */
export function styleOfPath(path: string): PathStyle {
  return /^(?:[A-Za-z]:(?:[\\/]|$)|\\\\)/.test(path) ? "windows" : "posix";
}

/**
 * Returns what all absolute paths have in common that Windows takes for one,
 * with backslashes and without upper case; other paths as they are. It is as
 * long as the path.
 */
export function comparablePath(path: string): string {
  if (styleOfPath(path) === "posix") return path;
  return nameKey(path.replaceAll("/", "\\"), ANY_CASE);
}

const ANY_CASE = { foldsCase: true, normalizes: false };
