/** What of the environment says where a program keeps its state. */
export interface StateEnvironment {
  readonly os: typeof Deno.build.os;
  readonly get: (name: string) => string | undefined;
}

/**
 * Returns the folder for what is remembered between runs, or `undefined` where
 * the environment names none: `$XDG_STATE_HOME` (XDG Base Directory
 * Specification 0.8), Application Support on macOS, `%LOCALAPPDATA%` on Windows.
 */
export function stateFolder({ os, get }: StateEnvironment): string | undefined {
  const home = nonEmpty(get("HOME"));
  switch (os) {
    case "windows":
      return below(nonEmpty(get("LOCALAPPDATA")), "\\lockstep");
    case "darwin":
      return below(home, "/Library/Application Support/lockstep");
    default:
      return below(absolute(get("XDG_STATE_HOME")), "/lockstep") ??
        below(home, "/.local/state/lockstep");
  }
}

function below(folder: string | undefined, rest: string): string | undefined {
  return folder === undefined ? undefined : `${folder}${rest}`;
}

function nonEmpty(value: string | undefined): string | undefined {
  return value === "" ? undefined : value;
}

/** The specification asks to ignore a path that is not absolute. */
function absolute(value: string | undefined): string | undefined {
  return value?.startsWith("/") ? value : undefined;
}
