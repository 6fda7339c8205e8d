import { parentOf, styleOf } from "../model/paths/system_path.ts";

const STYLE = styleOf(Deno.build.os);

/** Makes a state file, for its owner's eyes only, and its folder, where they are not there yet. */
export async function makeStateFile(path: string): Promise<void> {
  const folder = parentOf(path, STYLE);
  await Deno.mkdir(folder, { recursive: true, mode: 0o700 });
  const file = await Deno.open(path, {
    create: true,
    write: true,
    mode: 0o600,
  });
  file.close();
}

/** Tells whether something is at a path. */
export async function isThere(path: string): Promise<boolean> {
  try {
    await Deno.lstat(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/**
 * Writes a text, for its owner's eyes only, so that under its name it is always
 * whole, also where two runs write it.
 * @throws {Error} if that cannot be done; nothing is left of it
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  const folder = parentOf(path, STYLE);
  await Deno.mkdir(folder, { recursive: true, mode: 0o700 });
  const temporary = `${path}.${crypto.randomUUID()}.tmp`;
  try {
    await Deno.writeTextFile(temporary, text, { createNew: true, mode: 0o600 });
    await Deno.rename(temporary, path);
  } catch (error) {
    if (await isThere(temporary)) await Deno.remove(temporary);
    throw error;
  }
}
