/** The checkout that is looked at. */
export const CHECKOUT = Deno.realPathSync(`${import.meta.dirname}/../..`);

/** A module of the checkout as text, by its path below it: "src/model/paths/path.ts". */
export interface Module {
  readonly path: string;
  readonly text: string;
  /** The text without its comments. */
  readonly code: string;
}

/** Returns all modules below a folder of the checkout, by path. */
export function modulesIn(folder: string): readonly Module[] {
  return filesIn(folder).filter((path) => path.endsWith(".ts"))
    .map(readModule);
}

/** Returns the module at a path of the checkout. */
export function readModule(path: string): Module {
  const text = readFile(path);
  return { path, text, code: withoutComments(text) };
}

/** Returns the paths of all files below a folder of the checkout, sorted. */
export function filesIn(folder: string): readonly string[] {
  const paths: string[] = [];
  for (const { name, isDirectory } of Deno.readDirSync(at(folder))) {
    const path = `${folder}/${name}`;
    if (isDirectory) paths.push(...filesIn(path));
    else paths.push(path);
  }
  return paths.sort();
}

/** Reads a file of the checkout. */
export function readFile(path: string): string {
  return Deno.readTextFileSync(at(path));
}

/** Tells whether a path of the checkout exists. */
export function isThere(path: string): boolean {
  try {
    Deno.lstatSync(at(path));
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** Returns what a module imports, as it is written there, types and imports at run time too. */
export function specifiersOf({ code }: Module): readonly string[] {
  const pattern =
    /\b(?:import|export)\s[^;"']*?\sfrom\s*"([^"]+)"|\bimport\s*\(?\s*"([^"]+)"/g;
  return [...code.matchAll(pattern)].map(([, from, alone]) =>
    from ?? alone ?? ""
  );
}

/** Returns what a module imports by its own lines, in their order. */
export function importedAtTop({ code }: Module): readonly string[] {
  return [...code.matchAll(/^import\s[^;"]*?from\s*"([^"]+)"/gm)]
    .map(([, specifier = ""]) => specifier);
}

/** Returns the paths of the modules of the checkout that a module imports. */
export function importsOf(module: Module): readonly string[] {
  return specifiersOf(module).filter((specifier) => specifier.startsWith("."))
    .map((specifier) => resolve(module.path, specifier));
}

/** Returns the packages and built-in modules that a module imports, by their bare names. */
export function librariesOf(module: Module): readonly string[] {
  return specifiersOf(module).filter((specifier) => !specifier.startsWith("."));
}

/** Returns the circles in which modules import each other, each once, as "a -> b -> a". */
export function findCircles(modules: readonly Module[]): readonly string[] {
  const imports = new Map(
    modules.map((module) => [module.path, importsOf(module)]),
  );
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (path: string, way: readonly string[]): void => {
    const from = way.indexOf(path);
    if (from >= 0) circles.push([...way.slice(from), path].join(" -> "));
    if (from >= 0 || done.has(path)) return;
    for (const next of imports.get(path) ?? []) visit(next, [...way, path]);
    done.add(path);
  };
  for (const { path } of modules) visit(path, []);
  return circles;
}

function resolve(from: string, specifier: string): string {
  return new URL(specifier, `file:///${from}`).pathname.slice(1);
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "$1");
}

function at(path: string): string {
  return `${CHECKOUT}/${path}`;
}
