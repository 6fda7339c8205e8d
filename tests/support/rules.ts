import type {
  Capabilities,
  CompareRules,
} from "../../src/model/entry/difference.ts";

/** What a file system keeps that keeps all that Deno's calls can give it. */
export const FULL: Capabilities = {
  timeGrainNanos: 1_000_000,
  modes: true,
  owners: true,
};

/** How entries are compared where nothing else is asked for. */
export const RULES: CompareRules = {
  contents: false,
  owner: true,
  update: false,
  replica: FULL,
};

/** A time one second after that of the entries of tests. */
export const LATER = { mtimeSeconds: 1_600_000_001 } as const;
