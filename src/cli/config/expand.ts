import { absolutePath } from "../paths.ts";

/** What paths of a configuration file may stand for. */
export interface PathMeans {
  /** The folder of the file, absolute: relative paths are relative to it. */
  readonly folder: string;
  readonly variable: (name: string) => string | undefined;
}

/** A whole path, or why there is none. */
export type ExpandedPath =
  | { readonly kind: "path"; readonly path: string }
  | { readonly kind: "wrong"; readonly reason: string };

/**
 * Puts the home folder for `~`, variables of the environment for `$NAME` and
 * `${NAME}`, and one `$` for `$$`. What is not set is told rather than left out:
 * `$BACKUP/photos` must never become `/photos`.
 */
export function expandPath(text: string, means: PathMeans): ExpandedPath {
  const home = /^~([^/\\]*)/.exec(text);
  if (home !== null && home[1] !== "") {
    return wrong(
      `"${home[0]}" is the home of another user: write the whole path, or "./${
        home[0]
      }" for a name`,
    );
  }
  const unset: string[] = [];
  const variable = (name: string): string => {
    const value = means.variable(name);
    if (value === undefined || value === "") unset.push(name);
    return value ?? "";
  };
  const open = /\$\{(?![A-Za-z_]\w*\})/.test(text.replaceAll("$$", ""));
  if (open) {
    return wrong(
      `"${text}" has a "\${" that begins no \${NAME}: write "$$" for a dollar sign`,
    );
  }
  const rest = text.slice(home === null ? 0 : 1).replaceAll(
    /\$(?:\$|\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/g,
    (found, braced?: string, bare?: string) => {
      const name = braced ?? bare;
      return name === undefined ? found.slice(1) : variable(name);
    },
  );
  const start = home === null ? "" : variable(homeVariable(means));
  const [missing] = unset;
  if (missing !== undefined) {
    return wrong(`the environment variable ${missing} is not set: set it`);
  }
  const path = `${start}${rest}`.replace(/^(?:\.\/+)+(?=.)/, "");
  return { kind: "path", path: absolutePath(path, means.folder) };
}

/** Windows calls it by another name. */
function homeVariable({ variable }: PathMeans): string {
  return variable("HOME") === undefined && variable("USERPROFILE") !== undefined
    ? "USERPROFILE"
    : "HOME";
}

function wrong(reason: string): ExpandedPath {
  return { kind: "wrong", reason };
}
