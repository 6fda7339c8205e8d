import { quote } from "./quote.ts";
import {
  addNames,
  isAbsolute,
  type PathStyle,
  splitPath,
} from "./system_path.ts";
import { windowsNameProblem } from "./windows_names.ts";

/** What a path that is not absolute depends on. */
export interface PathSurroundings {
  /** The current folder, or the one that stands for it; absolute. */
  readonly folder: string;
  readonly style: PathStyle;
}

/** An absolute path, or why there can be none. */
export type AbsolutePath =
  | { readonly kind: "path"; readonly path: string }
  | { readonly kind: "wrong"; readonly reason: string };

/**
 * Returns a path that does not depend on the current folder any more. On Windows
 * both slashes separate names, and a path may depend on the current drive only
 * (`\a`), or on the current folder of a drive (`C:a`).
 */
export function toAbsolute(
  path: string,
  { folder, style }: PathSurroundings,
): AbsolutePath {
  if (style === "windows") return onWindows(path, folder);
  if (isAbsolute(path, style)) return { kind: "path", path };
  const whole = folder.endsWith("/") ? `${folder}${path}` : `${folder}/${path}`;
  return { kind: "path", path: whole };
}

function onWindows(given: string, folder: string): AbsolutePath {
  const path = withoutPrefix(given);
  if (/^[\\/]{2}\.(?:[\\/]|$)/.test(path)) {
    return wrong(`${quote(given)} is the path of a device: name a folder`);
  }
  const { top, names } = splitPath(path, "windows");
  const at = names.find((name) => !/^\.+$/.test(name) && isBad(name));
  if (at !== undefined) {
    return wrong(
      `${quote(given)} cannot be used: ${windowsNameProblem(at)} (${
        quote(at)
      }): give another path`,
    );
  }
  const whole = (path: string): AbsolutePath => ({ kind: "path", path });
  if (isAbsolute(path, "windows")) return whole(path);
  const current = splitPath(folder, "windows").top;
  if (top === "") return whole(addNames(folder, [path], "windows"));
  if (/^[\\/]/.test(top)) return whole(addNames(current, names, "windows"));
  if (top[0]?.toUpperCase() !== current[0]?.toUpperCase()) {
    return wrong(
      `${
        quote(given)
      } depends on the current folder of another drive: write it from the drive's top, ${top}\\`,
    );
  }
  return whole(
    names.length === 0 ? folder : addNames(folder, names, "windows"),
  );
}

function isBad(name: string): boolean {
  return windowsNameProblem(name) !== undefined;
}

/** Takes away what says to take a path as it is: `\\?\C:\a` is `C:\a`, `\\?\UNC\server\share` is `\\server\share`. */
function withoutPrefix(path: string): string {
  return path.replace(/^\\\\\?\\(?=[A-Za-z]:\\)/, "")
    .replace(/^\\\\\?\\UNC\\/i, "\\\\");
}

function wrong(reason: string): AbsolutePath {
  return { kind: "wrong", reason };
}
