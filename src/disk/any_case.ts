import { addNames, lastName, parentOf } from "./path_text.ts";

/**
 * Tells whether what is at a path is found by another case of its name, too.
 * Of what is not there, or has no letters, nothing is known: `false`.
 */
export function isFoundByAnyCase(path: string): boolean {
  const name = lastName(path);
  const other = otherCase(name);
  if (other === name) return false;
  const folder = parentOf(path);
  try {
    Deno.lstatSync(path);
    Deno.lstatSync(addNames(folder, [other]));
    // Two entries are there where both names are listed.
    const names = new Set(
      [...Deno.readDirSync(folder)].map(({ name }) => name),
    );
    return !(names.has(name) && names.has(other));
  } catch (error) {
    if (error instanceof Error) return false;
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
