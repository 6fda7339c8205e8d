import type { Outcome, SkipCause } from "../../../src/model/outcome/outcome.ts";
import { type RelativePath, ROOT } from "../../../src/model/paths/path.ts";
import type { LinkedFile } from "../../../src/model/plan/hard_links.ts";
import type { Difference } from "../../../src/model/plan/survey.ts";
import {
  type Finding,
  findingOf,
  findingsOf,
  findingsOfLinks,
} from "../../../src/model/verify/finding.ts";
import { assertEquals } from "../../support/assert.ts";
import { fileEntry, folderEntry, linkEntry } from "../../support/entries.ts";

const path = "a/b" as RelativePath;
const folder = "a" as RelativePath;
const name = "b";
const files = { source: fileEntry(), replica: fileEntry() };

const DIFFERENCES: readonly (readonly [Difference, string, string?])[] = [
  [{ kind: "missing", name, entry: "file" }, "+"],
  [{ kind: "missing", name, entry: "directory" }, "+"],
  [{ kind: "extra", name, entry: "symlink" }, "-"],
  [
    { kind: "leftover", name, entry: "file" },
    "-",
    "left by an interrupted pass",
  ],
  [{ kind: "changed", name, reason: "size", ...files }, "*", "size"],
  [{ kind: "changed", name, reason: "content", ...files }, "*", "content"],
  [{ kind: "changed", name, reason: "target", ...files }, "*", "target"],
  [{ kind: "changed", name, reason: "device", ...files }, "*", "device"],
  [{ kind: "changed", name, reason: "hard link", ...files }, "~", "hard link"],
  [
    { kind: "metadata", name, parts: ["owner", "time"], ...files },
    "~",
    "owner, time",
  ],
  [
    { kind: "retyped", name, source: "file", replica: folderEntry() },
    "*",
    "a file in the source, a folder in the replica",
  ],
  [
    { kind: "retyped", name, source: "other", replica: linkEntry() },
    "*",
    "a special file in the source, a link in the replica",
  ],
];

for (const [difference, sign, reason] of DIFFERENCES) {
  const { kind } = difference;
  Deno.test(`findingsOf() gives what is ${kind} the sign ${sign}${reason === undefined ? "" : ` (${reason})`}`, () => {
    const found = findingsOf({ folder, differences: [difference], parts: [] });
    assertEquals(
      found.map(({ sign, path, reason }) => [sign, path, reason]),
      [[sign, path, reason]],
    );
  });
}

Deno.test("findingsOf() tells of a folder itself, the root too", () => {
  assertEquals(findingsOf({ folder: ROOT, differences: [], parts: ["mode"] }), [
    { sign: "~", path: ROOT, reason: "mode" },
  ]);
});

function linked(
  name: string,
  { of, kept, verdict = { kind: "same" } }: {
    readonly of: number;
    readonly kept: number;
    readonly verdict?: LinkedFile["verdict"];
  },
): LinkedFile {
  return {
    folder: ROOT,
    name,
    source: fileEntry({ ino: of, links: 2 }),
    replica: fileEntry({ ino: kept, links: 2 }),
    verdict,
  };
}

const GROUPS: Readonly<Record<string, [readonly LinkedFile[], string[]]>> = {
  "names that share on both sides": [
    [linked("a", { of: 1, kept: 7 }), linked("b", { of: 1, kept: 7 })],
    [],
  ],
  "names that share in the source only": [
    [linked("a", { of: 1, kept: 7 }), linked("b", { of: 1, kept: 8 })],
    ["~ b hard link"],
  ],
  "names that share in the replica only": [
    [linked("a", { of: 1, kept: 7 }), linked("b", { of: 2, kept: 7 })],
    ["~ b hard link"],
  ],
  "names that share, of a file with other contents": [
    ["a", "b"].map((name) =>
      linked(name, {
        of: 1,
        kept: 7,
        verdict: { kind: "changed", reason: "content" },
      })
    ),
    ["* a content", "* b content"],
  ],
  "names that share, of a file with another mode": [
    ["a", "b"].map((name) =>
      linked(name, {
        of: 1,
        kept: 7,
        verdict: { kind: "metadata", parts: ["mode"] },
      })
    ),
    ["~ a mode", "~ b mode"],
  ],
};

for (const [title, [members, wanted]] of Object.entries(GROUPS)) {
  Deno.test(`findingsOfLinks() compares ${title}`, () => {
    const found = findingsOfLinks(members)
      .map(({ sign, path, reason }) => `${sign} ${path} ${reason}`);
    assertEquals(found, wanted);
  });
}

const skipped = (cause: SkipCause): Outcome => ({
  status: "skipped",
  path,
  cause,
  reason: "why",
});

const OUTCOMES: readonly (readonly [string, Outcome, Finding | undefined])[] = [
  [
    "a path that failed",
    {
      status: "failed",
      path,
      problem: { path, doing: "read it", code: "EIO", reason: "I/O error" },
    },
    { sign: "!", path, reason: "cannot read it: I/O error (EIO)" },
  ],
  [
    "a path that changed meanwhile",
    skipped("meanwhile"),
    { sign: "!", path, reason: "why", meanwhile: true },
  ],
  ["a FIFO that is not kept", skipped("kind"), undefined],
  [
    "a path that is equal",
    { status: "done", action: "unchanged", path },
    undefined,
  ],
];

for (const [title, outcome, wanted] of OUTCOMES) {
  Deno.test(`findingOf() of ${title}`, () => {
    assertEquals(findingOf(outcome), wanted);
  });
}
