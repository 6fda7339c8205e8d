import { ALL_FOLDED, nameKey } from "../model/paths/folded_names.ts";
import { addNames, lastName, ON_WINDOWS, parentOf } from "./path_text.ts";
import { isSystemError } from "./portable/errors.ts";

/**
 * Tells whether what is at a path is found by another case of its name, too.
 * Of what is not there, or has no letters, nothing is known: `false`.
 */
export function isFoundByAnyCase(path: string): boolean {
  const name = lastName(path);
  const other = otherCase(name);
  if (other === name || !isThere(path)) return false;
  const folder = parentOf(path);
  if (!isThere(addNames(folder, [other]))) return false;
  // Two entries are there where both names are listed.
  const names = namesIn(folder);
  return !(names.includes(name) && names.includes(other));
}

/**
 * Returns an absolute path without links with each name as its folder lists it,
 * where the file system finds it by other spellings: one folder has one path
 * then. What is not there stays as it is. On Windows the system has done this.
 */
export function asListed(path: string): string {
  if (ON_WINDOWS) return path;
  const above = parentOf(path);
  if (above === path) return path;
  const folder = asListed(above);
  return addNames(folder, [listedName(folder, lastName(path))]);
}

/** Perf: where names are told apart, as nearly everywhere, two looks tell. */
function listedName(folder: string, name: string): string {
  const others = [otherCase(name), name.normalize("NFD"), name.normalize("NFC")]
    .filter((other) => other !== name);
  const isFolding = others.some((other) => isThere(addNames(folder, [other])));
  if (!isFolding) return name;
  const names = namesIn(folder);
  if (names.includes(name) || !isThere(addNames(folder, [name]))) return name;
  const key = nameKey(name, ALL_FOLDED);
  return names.find((other) => nameKey(other, ALL_FOLDED) === key) ?? name;
}

/** A folder that cannot be listed tells nothing. */
function namesIn(folder: string): readonly string[] {
  try {
    return [...Deno.readDirSync(folder)].map(({ name }) => name);
  } catch (error) {
    if (isSystemError(error)) return [];
    throw error;
  }
}

function isThere(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch (error) {
    if (isSystemError(error)) return false;
    throw error;
  }
}

/** Returns a name with small letters for large ones, and the other way round. */
function otherCase(name: string): string {
  return [...name].map((character) => {
    const upper = character.toUpperCase();
    return upper === character ? character.toLowerCase() : upper;
  }).join("");
}
