import type { Decay } from "../../src/model/entry/decay.ts";
import type { MirrorOptions } from "../../src/model/settings.ts";
import { putFile, setTime } from "./files.ts";
import type { TestFolders } from "./folders.ts";
import { mirror, type Mirrored, type MirrorOverrides } from "./mirror.ts";
import type { testMemory } from "./test_memory.ts";
import type { Tree } from "./tree.ts";

const LARGE = 2 * 1024 ** 2;

/** What the source holds. */
export const SOURCE: Tree = {
  "a.txt": "good",
  empty: "",
  sub: { "b.txt": "good", large: "x".repeat(LARGE) },
};

/** Its files that hold anything. */
export const FILES = ["a.txt", "sub/b.txt", "sub/large"];

/** What a decayed source is skipped for. */
export const SKIPPED =
  /^skipped (\S+) \(decayed: the source's contents are not those/;

/** A pass that compares by sha256. */
export function pass(
  folders: TestFolders,
  memory: ReturnType<typeof testMemory>,
  overrides: MirrorOverrides = {},
): Promise<Mirrored> {
  const options = { digest: "sha256", contents: true, ...overrides.options };
  return mirror(folders, {
    ...overrides,
    memory,
    options: options as Partial<MirrorOptions>,
  });
}

/** Changes one byte, and neither size nor time. */
export function decay(path: string): void {
  const bytes = Deno.readFileSync(path);
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  putSilently(path, bytes);
}

/** Writes other contents with the time that was there before. */
export function putSilently(
  path: string,
  contents: string | Uint8Array<ArrayBuffer>,
): void {
  const time = Deno.statSync(path).mtime?.getTime() ?? 0;
  putFile(path, contents);
  setTime(path, time);
}

/** Returns what was told of decay: side and path. */
export function decaysOf({ events }: Mirrored): readonly string[] {
  return events.flatMap((event) =>
    event.kind === "decayed"
      ? event.decays.map(({ side, path }: Decay) => `${side} ${path}`)
      : []
  ).sort();
}
