/** One system that an executable is built for. */
export interface Target {
  /** As `deno compile --target` knows it. */
  readonly triple: string;
  /** As the file's name says it. */
  readonly name: string;
}

/**
 * All systems that are built for, in the order of the releases page. Deno
 * itself is asked which of them it can build for: the last came with Deno 2.9.
 */
export const TARGETS: readonly Target[] = [
  { triple: "x86_64-unknown-linux-gnu", name: "linux-x86_64" },
  { triple: "aarch64-unknown-linux-gnu", name: "linux-aarch64" },
  { triple: "x86_64-apple-darwin", name: "macos-x86_64" },
  { triple: "aarch64-apple-darwin", name: "macos-aarch64" },
  { triple: "x86_64-pc-windows-msvc", name: "windows-x86_64" },
  { triple: "aarch64-pc-windows-msvc", name: "windows-aarch64" },
];

/** Returns what the executable of a version for a target is called: `lockstep-0.1.0-linux-x86_64`. */
export function fileName(version: string, { triple, name }: Target): string {
  const end = triple.includes("windows") ? ".exe" : "";
  return `lockstep-${version}-${name}${end}`;
}
