export const ON_WINDOWS = Deno.build.os === "windows";
const SEPARATOR = ON_WINDOWS ? "\\" : "/";

/** Everything up to the last name, and that name. */
const LAST_NAME = ON_WINDOWS
  ? /^(.*?)[\\/]*([^\\/]+)[\\/]*$/s
  : /^(.*?)\/*([^/]+)\/*$/s;

/** Returns the folder above a path; the top of a tree is above itself. */
export function parentOf(path: string): string {
  const above = LAST_NAME.exec(path)?.[1];
  if (above === undefined || (ON_WINDOWS && above === "")) return path;
  if (above === "") return "/";
  return ON_WINDOWS && above.endsWith(":") ? `${above}\\` : above;
}

/** Returns the last name of a path, "" for the top of a tree. */
export function lastName(path: string): string {
  return LAST_NAME.exec(path)?.[2] ?? "";
}

/** Adds names to a path, `..` as the step back that it is where nothing exists yet. */
export function addNames(path: string, names: readonly string[]): string {
  let result = path;
  for (const name of names) {
    if (name === "..") result = parentOf(result);
    else if (name !== ".") {
      result = result.endsWith(SEPARATOR)
        ? `${result}${name}`
        : `${result}${SEPARATOR}${name}`;
    }
  }
  return result;
}
