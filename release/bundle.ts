import { MODULES } from "../src/cli/run.ts";
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
  /** Of these, what the program needs before it knows what to do. */
  readonly front: readonly string[];
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
  /** Of these, what is not in this file but in another. */
  readonly elsewhere?: {
    readonly names: readonly string[];
    readonly file: (typeof BUNDLED)[number];
  };
}

/**
 * The files of a bundle. The first one is what is run: it knows the options and
 * the help, and has the second do the rest. The others are what a worker thread
 * runs, and the same for a program without workers.
 *
 * Perf: the second is ten times as long. `--help` takes 8 ms less without it.
 */
export const BUNDLED = [
  "main.js",
  "program.js",
  "worker.js",
  "inline.js",
] as const;

const ROOT = new URL("../", import.meta.url);

/** Where `deno task bundle` and `deno task compile` write it, seen from the checkout. */
export const BUNDLE = "dist/program";

const LOADER = "src/loading/load.ts";
const FRONT = ["src/cli/run.ts", "src/cli/help/own_version.ts"];
const INLINE = "src/workers/threads/inline.ts";
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
      loads: names.front,
      elsewhere: { names: Object.values(MODULES), file: "program.js" },
      body: `import { run } from "${urlOf("src/cli/run.ts")}";
Deno.exit(await run(Deno.args));`,
    },
    {
      file: "program.js",
      loads: names.main,
      elsewhere: { names: [INLINE], file: "inline.js" },
      body: `import { run as runProgram } from "${urlOf("src/cli/run.ts")}";
export const run = () => runProgram(Deno.args);`,
    },
    {
      file: "worker.js",
      loads: names.worker,
      body: `import "${urlOf("src/workers/threads/worker.ts")}";`,
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
    front: named((path) => FRONT.includes(path)),
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
  part: Part,
  folder: string,
): Promise<void> {
  const { file, body, loads } = part;
  const [entry, output] = [`${folder}/entry.ts`, `${folder}/${file}`];
  await Deno.writeTextFile(
    entry,
    `import { provide } from "${urlOf(LOADER)}";
provide({
${loads.map((name) => importRow(name, part)).join("\n")}
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
function importRow(name: string, { elsewhere }: Part): string {
  const row = (argument: string): string =>
    `  "${name}": () => import(${argument}),`;
  if (elsewhere?.names.includes(name)) {
    return row(`new URL("./${elsewhere.file}", import.meta.url).href`);
  }
  const from = name === BUILD_FILE ? "./build.json" : urlOf(name);
  return name.endsWith(".json")
    ? row(`"${from}", { with: { type: "json" } }`)
    : row(`"${from}"`);
}

function urlOf(path: string): string {
  return new URL(path, ROOT).href;
}
