import {
  type AbsolutePath,
  toAbsolute,
} from "../../model/paths/absolute_path.ts";
import { type PathStyle, styleOf } from "../../model/paths/system_path.ts";

/** What paths of a configuration file may stand for. */
export interface PathMeans {
  /** The folder of the file, absolute: relative paths are relative to it. */
  readonly folder: string;
  readonly variable: (name: string) => string | undefined;
  /** The system whose paths they are; this one if it is not said. */
  readonly os?: typeof Deno.build.os;
}

/**
 * Puts the home folder for `~`, variables of the environment for `$NAME` and
 * `${NAME}`, on Windows `%NAME%` as well, and one `$` for `$$`. What is not set
 * is told rather than left out: `$BACKUP/photos` must never become `/photos`.
 */
export function expandPath(text: string, means: PathMeans): AbsolutePath {
  const style = styleOf(means.os ?? Deno.build.os);
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
    style === "windows" ? ON_WINDOWS : ON_POSIX,
    (found, braced?: string, bare?: string, percent?: unknown) => {
      // Where the pattern has no third group, this is the place of the match.
      const quoted = typeof percent === "string" ? percent : undefined;
      const name = braced ?? bare ?? quoted;
      return name === undefined ? found.slice(1) : variable(name);
    },
  );
  const start = home === null ? "" : variable(homeVariable(means, style));
  const [missing] = unset;
  if (missing !== undefined) {
    return wrong(`the environment variable ${missing} is not set: set it`);
  }
  const dots = style === "windows" ? /^(?:\.[\\/]+)+(?=.)/ : /^(?:\.\/+)+(?=.)/;
  const path = `${start}${rest}`.replace(dots, "");
  return toAbsolute(path, { folder: means.folder, style });
}

/** What stands for something else: `$$`, `${NAME}`, `$NAME`. */
const ON_POSIX = /\$(?:\$|\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/g;

/** The same, and `%NAME%`, of which Windows has some with brackets: `%ProgramFiles(x86)%`. */
const ON_WINDOWS =
  /\$(?:\$|\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))|%([A-Za-z_][\w()]*)%/g;

/** Windows calls it by another name; what some shells there set as HOME is their own. */
function homeVariable(
  { variable }: PathMeans,
  style: PathStyle,
): string {
  return style === "windows" && variable("USERPROFILE") !== undefined
    ? "USERPROFILE"
    : "HOME";
}

function wrong(reason: string): AbsolutePath {
  return { kind: "wrong", reason };
}
