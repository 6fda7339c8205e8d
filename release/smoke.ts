import { ReleaseError, tellErrors } from "./release_error.ts";

/*
 * `deno run -A release/smoke.ts dist/lockstep` has an executable mirror a small
 * tree twice, on whatever system this is: what it must be able to do before
 * anybody gets it. All tests of the command say much more, where they run.
 */

/** Texts of files by their paths. */
type Files = Readonly<Record<string, string>>;

const FIRST: Files = {
  "a.txt": "one",
  "folder/b.txt": "two",
  "folder/other/\u00e4\u{1f4be}.txt": "three",
};

/** As long as before, so that only times tell. */
const SECOND: Files = { "a.txt": "ONE", "folder/new.txt": "four" };

/**
 * Tries a command out in a folder of its own, which is removed afterwards.
 *
 * @throws {ReleaseError} if it does not what it should
 */
export async function tryOut(command: readonly string[]): Promise<void> {
  const top = await Deno.makeTempDir({ prefix: "lockstep-smoke-" });
  try {
    const [source, replica] = [`${top}/source`, `${top}/replica`];
    const run = (...args: readonly string[]): Promise<string> =>
      runCommand([...command, ...args], top);
    if (!/^lockstep \d+\.\d+\.\d+/.test(await run("--version"))) {
      throw new ReleaseError("--version names no version");
    }
    for (const files of [FIRST, SECOND]) {
      await fill(source, files);
      await run(source, replica, "--once", "--log", `${top}/log.txt`);
      await compare(replica, files);
      await run("verify", source, replica);
      await run("plan", source, replica);
    }
  } finally {
    await Deno.remove(top, { recursive: true });
  }
}

/** Returns what a command prints. @throws {ReleaseError} unless it ends with 0 */
async function runCommand(
  [program = "", ...args]: readonly string[],
  top: string,
): Promise<string> {
  const { code, stdout, stderr } = await start(program, {
    args,
    env: { XDG_STATE_HOME: `${top}/state`, LOCALAPPDATA: `${top}/state` },
    stdin: "null",
  });
  const decoder = new TextDecoder();
  const said = decoder.decode(stdout);
  if (code === 0) return said;
  throw new ReleaseError(
    `${args.join(" ")} ended with ${code}:\n${said}${decoder.decode(stderr)}`,
  );
}

async function start(
  program: string,
  options: Deno.CommandOptions,
): Promise<Deno.CommandOutput> {
  try {
    return await new Deno.Command(program, options).output();
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new ReleaseError(`There is no program ${JSON.stringify(program)}`);
  }
}

/** Makes a folder hold these files and no others; empty folders stay. */
async function fill(folder: string, files: Files): Promise<void> {
  await Deno.mkdir(folder, { recursive: true });
  for (const path of Object.keys(await read(folder))) {
    if (!(path in files)) await Deno.remove(`${folder}/${path}`);
  }
  for (const [path, text] of Object.entries(files)) {
    const at = `${folder}/${path}`;
    await Deno.mkdir(at.slice(0, at.lastIndexOf("/")), { recursive: true });
    await Deno.writeTextFile(at, text);
  }
}

async function compare(folder: string, files: Files): Promise<void> {
  const found = Object.entries(await readIfThere(folder)).sort();
  const [is, due] = [found, Object.entries(files).sort()].map((entries) =>
    JSON.stringify(entries)
  );
  if (is !== due) throw new ReleaseError(`The replica has ${is}, not ${due}`);
}

async function readIfThere(folder: string): Promise<Files> {
  try {
    return await read(folder);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return {};
    throw error;
  }
}

async function read(folder: string, below = ""): Promise<Files> {
  const files: Record<string, string> = {};
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const [at, path] = [`${folder}/${name}`, `${below}${name}`];
    if (isDirectory) Object.assign(files, await read(at, `${path}/`));
    else files[path] = await Deno.readTextFile(at);
  }
  return files;
}

if (import.meta.main) Deno.exit(await tellErrors(() => tryOut(Deno.args)));
