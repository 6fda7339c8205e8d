import type { Release, ReleasedFile } from "../release.ts";

/** The targets of Windows, by the names that release/targets.ts has. */
export type WindowsTarget = "windows-x86_64" | "windows-aarch64";

const NAMES: readonly WindowsTarget[] = ["windows-x86_64", "windows-aarch64"];

/** Returns the executables of a release for Windows. */
export function windowsFiles(
  release: Release,
): readonly (readonly [WindowsTarget, ReleasedFile])[] {
  return NAMES.flatMap((name) => {
    const file = release.files.get(name);
    return file === undefined ? [] : [[name, file] as const];
  });
}
