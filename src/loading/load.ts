/** How the modules of a bundle are had: by the names that `load` knows them by. */
export type Bundled = Readonly<Record<string, () => Promise<unknown>>>;

let bundled: Bundled = {};

/** Has `load` take these modules instead of files: the bundle of release/bundle.ts carries them. */
export function provide(modules: Bundled): void {
  bundled = modules;
}

/**
 * Loads a module that few runs need, by its path in the project, such as
 * "src/cli/help/help.ts". A file of JSON is its `default`.
 *
 * Perf: Deno reads every module that an `import("...")` of a literal names
 * before the program starts, needed or not, about 0.3 ms each: 8 ms of the 28
 * that `--help` took. It does not see what this is given.
 */
export async function load<Module>(path: string): Promise<Module> {
  const loadBundled = bundled[path];
  if (loadBundled !== undefined) return await loadBundled() as Module;
  const { href } = new URL(`../../${path}`, import.meta.url);
  return path.endsWith(".json")
    ? await import(href, { with: { type: "json" } })
    : await import(href);
}
