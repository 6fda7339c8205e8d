import { file, type Tree } from "./tree.ts";

/** A source that differs from `REPLICA` in every way that a plan tells of. */
export const SOURCE: Tree = {
  "new.txt": "x".repeat(2048),
  "changed.txt": "longer",
  "mode.txt": file("mode", { mode: 0o640 }),
  folder: { "a.txt": "a" },
};

/** What is to become equal to `SOURCE`. */
export const REPLICA: Tree = {
  "changed.txt": "short",
  "mode.txt": "mode",
  extra: { "b.txt": "b" },
};
