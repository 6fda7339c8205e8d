import type { RelativePath } from "../../../src/model/paths/path.ts";
import type { Job } from "../../../src/workers/job.ts";
import { currentPath } from "../../../src/workers/threads/current_path.ts";
import { assertEquals } from "../../support/assert.ts";
import { fileEntry } from "../../support/entries.ts";

const at = (path: string): RelativePath => path as RelativePath;

function copying(folder: string, name: string, bytes?: number): Job {
  const step = { kind: "create", name, entry: "file" } as const;
  const steps = [bytes === undefined ? step : { ...step, bytes }];
  return { kind: "apply", work: [{ folder: at(folder), steps }] };
}

function comparing(folder: string): Job {
  return { kind: "survey", items: [{ kind: "pair", folder: at(folder) }] };
}

const ROOT = {
  side: "source",
  path: "/s",
  identity: { dev: 1, ino: 1 },
} as const;

const CASES: Readonly<
  Record<string, { jobs: readonly Job[]; path: string | undefined }>
> = {
  "nothing without jobs": { jobs: [], path: undefined },
  "the file of a job": { jobs: [copying("a", "b")], path: "a/b" },
  "a file in the root": { jobs: [copying("", "b")], path: "b" },
  "a folder that is compared": { jobs: [comparing("a/b")], path: "a/b" },
  "nothing for the root": { jobs: [comparing("")], path: undefined },
  "what was begun last": {
    jobs: [copying("a", "b"), comparing("c")],
    path: "c",
  },
  "a large file before all that was begun later": {
    jobs: [copying("a", "large", 2 ** 30), copying("a", "small")],
    path: "a/large",
  },
  "a large file that shares its job with what is done in no time": {
    jobs: [{
      kind: "apply",
      work: [{
        folder: at("a"),
        steps: [
          { kind: "create", name: "folder", entry: "directory" },
          { kind: "create", name: "large", entry: "file", bytes: 2 ** 30 },
        ],
      }],
    }],
    path: "a/large",
  },
  "large files that are compared": {
    jobs: [{
      kind: "survey",
      items: [{
        kind: "contents",
        folder: at("a"),
        name: "large",
        source: fileEntry(),
        replica: fileEntry(),
      }],
    }, comparing("c")],
    path: "a/large",
  },
  "a file that is digested": {
    jobs: [{
      kind: "digest",
      root: ROOT,
      digest: "md5",
      files: [{ folder: at("a"), names: ["b"] }],
    }],
    path: "a/b",
  },
  "a folder that is finished": {
    jobs: [{ kind: "stamp", stamps: [{ folder: at("a"), parts: [] }] }],
    path: "a",
  },
  "nothing for what has no path": {
    jobs: [{ kind: "flush" }],
    path: undefined,
  },
};

for (const [name, { jobs, path }] of Object.entries(CASES)) {
  Deno.test(`currentPath() names ${name}`, () => {
    assertEquals(currentPath(jobs), path === undefined ? undefined : at(path));
  });
}
