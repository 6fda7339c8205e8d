/*
 * `deno compile` embeds every npm package of the lock file, whole. What the
 * program does not load is left out.
 */

/** What the program loads of each package that it uses. */
export const LOADED: Readonly<Record<string, readonly string[]>> = {
  "croner": ["dist/croner.js"],
  "deno-std": [
    "fmt/bytes.js",
    "text/closest_string.js",
    "text/levenshtein_distance.js",
  ],
  "ignore": ["index.js"],
  "smol-toml": [
    "dist/date.js",
    "dist/error.js",
    "dist/extract.js",
    "dist/index.js",
    "dist/parse.js",
    "dist/primitive.js",
    "dist/stringify.js",
    "dist/struct.js",
    "dist/util.js",
  ],
};

/** What stays of a package besides: what it is, and under which licence. */
const STAYS = /^(package\.json|licen[cs]e.*)$/i;

/** A package as deno.lock has it, with its folder in Deno's cache. */
export interface CachedPackage {
  readonly name: string;
  readonly version: string;
  readonly path: string;
}

/** Returns the packages of deno.lock that are in Deno's cache, whose folder is given. */
export function cachedPackages(npmCache: string): readonly CachedPackage[] {
  const registries = [...Deno.readDirSync(npmCache)]
    .filter(({ isDirectory }) => isDirectory)
    .map(({ name }) => `${npmCache}/${name}`);
  const lock = JSON.parse(Deno.readTextFileSync("deno.lock"));
  return Object.keys(lock.npm).flatMap((id) => {
    const at = id.lastIndexOf("@");
    const [name, version] = [id.slice(0, at), id.slice(at + 1)];
    return registries.map((top) => ({
      name,
      version,
      path: `${top}/${name}/${version}`,
    })).filter(({ path }) => isFolder(path));
  });
}

/** Tells whether the program loads anything of a package: `croner@11.0.1`. */
export function isLoaded(id: string): boolean {
  return LOADED[id.slice(0, id.lastIndexOf("@"))] !== undefined;
}

/** Returns what of a package is left out: files and whole folders. */
export function unusedFiles(
  { name, path }: CachedPackage,
): readonly string[] {
  const loaded = LOADED[name];
  return loaded === undefined ? [path] : unusedBelow(path, loaded);
}

/** `loaded` are paths below this folder. */
function unusedBelow(
  folder: string,
  loaded: readonly string[],
): readonly string[] {
  return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) => {
    const path = `${folder}/${name}`;
    if (loaded.includes(name) || STAYS.test(name)) return [];
    const below = loaded.filter((each) => each.startsWith(`${name}/`));
    if (!isDirectory || below.length === 0) return [path];
    return unusedBelow(path, below.map((each) => each.slice(name.length + 1)));
  });
}

function isFolder(path: string): boolean {
  try {
    return Deno.statSync(path).isDirectory;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
