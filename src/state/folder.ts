import { addNames, isAbsolute, styleOf } from "../model/paths/system_path.ts";

/** What of the environment says where a program keeps its state. */
export interface StateEnvironment {
  readonly os: typeof Deno.build.os;
  readonly get: (name: string) => string | undefined;
}

/**
 * Returns the folder for what is remembered between runs, or `undefined` where
 * the environment names none: `$XDG_STATE_HOME` where it is set (XDG Base
 * Directory Specification 0.8, on every system), else what the system has for
 * it, as Application Support on macOS and `%LOCALAPPDATA%` on Windows.
 */
export function stateFolder({ os, get }: StateEnvironment): string | undefined {
  const style = styleOf(os);
  const asked = get("XDG_STATE_HOME") ?? "";
  // The specification asks to ignore a path that is not absolute.
  return isAbsolute(asked, style)
    ? addNames(asked, ["lockstep"], style)
    : ownFolder({ os, get });
}

function ownFolder({ os, get }: StateEnvironment): string | undefined {
  const home = nonEmpty(get("HOME"));
  switch (os) {
    case "windows":
      return below(nonEmpty(get("LOCALAPPDATA")), "\\lockstep");
    case "darwin":
      return below(home, "/Library/Application Support/lockstep");
    default:
      return below(home, "/.local/state/lockstep");
  }
}

function below(folder: string | undefined, rest: string): string | undefined {
  return folder === undefined ? undefined : `${folder}${rest}`;
}

function nonEmpty(value: string | undefined): string | undefined {
  return value === "" ? undefined : value;
}
