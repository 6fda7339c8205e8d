import { runDeno } from "./deno.ts";

/*
 * The program as it is compiled, and measured: what each thread runs in one
 * file. Deno takes 0.3 ms for each module that it reads; a thread has 120.
 */

/** What a bundle is made of besides the sources. */
export interface BundleOptions {
  /** Made if it is missing. `BUNDLED` is written there. */
  readonly folder: string;
  /** What `lockstep --version` says it was made from, where it is compiled. */
  readonly commit: string | null;
}

/** The paths that modules give to `load`. */
export interface LoadedNames {
  readonly main: readonly string[];
  /** Of what workers do, wherever they do it. */
  readonly worker: readonly string[];
}

/** One module, as the project knows it: "src/cli/run.ts". */
export interface SourceText {
  readonly path: string;
  readonly text: string;
}

/** One file of a bundle. */
interface Part {
  readonly file: (typeof BUNDLED)[number];
  readonly body: string;
  readonly loads: readonly string[];
}

/**
 * The files of a bundle. The first one is the program, the others are started
 * or loaded by it.
 */
export const BUNDLED = ["main.js", "worker.js", "inline.js"] as const;

const ROOT = new URL("../", import.meta.url);

/** Where `deno task bundle` and `deno task compile` write it, seen from the checkout. */
export const BUNDLE = "dist/program";

const LOADER = "src/loading/load.ts";
const INLINE = "src/workers/inline.ts";
const BUILD_FILE = "dist/build.json";
/** The name that a worker is started by: in src, where the bundler does not see it, and in a bundle. */
const STARTED = { there: '"./worker.ts"', here: '"./worker.js"' };

const NAME = /"(src\/[\w/]+\.ts|deno\.json|dist\/build\.json)"/g;

if (import.meta.main) await bundle({ folder: BUNDLE, commit: null });

/**
 * Writes the bundle with the Deno that runs this. What the modules load by
 * names is in it, and had by `provide`.
 * @throws {Error} with what Deno says if it fails
 */
export async function bundle(
  { folder, commit }: BundleOptions,
): Promise<void> {
  const names = namesLoaded(await readSources("src"));
  const parts: readonly Part[] = [
    {
      file: "main.js",
      loads: names.main,
      body: `import { run } from "${urlOf("src/cli/run.ts")}";
Deno.exit(await run(Deno.args));`,
    },
    {
      file: "worker.js",
      loads: names.worker,
      body: `import "${urlOf("src/workers/worker.ts")}";`,
    },
    {
      file: "inline.js",
      loads: names.worker,
      body: `export * from "${urlOf(INLINE)}";`,
    },
  ];
  await Deno.mkdir(folder, { recursive: true });
  const build = `${folder}/build.json`;
  await Deno.writeTextFile(build, `${JSON.stringify({ commit })}\n`);
  for (const part of parts) await writePart(part, folder);
  await Deno.remove(build);
}

/** Finds what modules load by names, by the strings that look like it. */
export function namesLoaded(modules: readonly SourceText[]): LoadedNames {
  const named = (isOf: (path: string) => boolean): readonly string[] => {
    const found = modules.filter(({ path }) => path !== LOADER && isOf(path))
      .flatMap(({ text }) => [...text.matchAll(NAME)])
      .map(([, name = ""]) => name);
    return [...new Set(found)].sort();
  };
  return {
    main: named((path) => !/^src\/(disk|workers)\//.test(path)),
    worker: named((path) => /^src\/(disk|workers)\//.test(path)),
  };
}

/** Returns every module below a folder of the project. */
export async function readSources(
  folder: string,
): Promise<readonly SourceText[]> {
  const found: SourceText[] = [];
  for await (const entry of Deno.readDir(new URL(folder, ROOT))) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory) found.push(...await readSources(path));
    else {
      found.push({ path, text: await Deno.readTextFile(new URL(path, ROOT)) });
    }
  }
  return found;
}

async function writePart(
  { file, body, loads }: Part,
  folder: string,
): Promise<void> {
  const [entry, output] = [`${folder}/entry.ts`, `${folder}/${file}`];
  await Deno.writeTextFile(
    entry,
    `import { provide } from "${urlOf(LOADER)}";
provide({
${loads.map(importRow).join("\n")}
});
${body}
`,
  );
  const { code, stderr } = await runDeno(
    "bundle",
    "--config",
    `${import.meta.dirname}/../deno.json`,
    "--output",
    output,
    entry,
  );
  await Deno.remove(entry);
  if (code !== 0) throw new Error(`There is no ${output}: ${stderr}`);
  const text = await Deno.readTextFile(output);
  await Deno.writeTextFile(output, text.replace(STARTED.there, STARTED.here));
}

/** A literal is bundled; Deno reads what is no literal when it is asked for. */
function importRow(name: string): string {
  const row = (argument: string): string =>
    `  "${name}": () => import(${argument}),`;
  if (name === INLINE) {
    return row('new URL("./inline.js", import.meta.url).href');
  }
  const from = name === BUILD_FILE ? "./build.json" : urlOf(name);
  return name.endsWith(".json")
    ? row(`"${from}", { with: { type: "json" } }`)
    : row(`"${from}"`);
}

function urlOf(path: string): string {
  return new URL(path, ROOT).href;
}
