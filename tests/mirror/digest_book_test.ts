import { DigestBook } from "../../src/mirror/digest_book.ts";
import type { PathContents } from "../../src/model/entry/decay.ts";
import type { RelativePath } from "../../src/model/paths/path.ts";
import type { ContentsChanges } from "../../src/model/safety/memory.ts";
import { assertEquals } from "../support/assert.ts";
import { NO_MEMORY } from "../support/mirror.ts";

const PAIR = { source: "/s", replica: "/r" };

Deno.test("DigestBook writes in pieces of 5000 paths, and the rest at the end", async () => {
  const { book, written } = openBook();
  for (let piece = 0; piece < 12; piece++) {
    book.note(
      Array.from({ length: 1000 }, (_, at) => contents(`${piece}/${at}`)),
    );
  }
  await book.close({ isAll: true });
  assertEquals(
    written.map(({ pass, known, isAll }) => [pass, known.length, isAll]),
    [[7, 5000, false], [7, 5000, false], [7, 2000, true]],
  );
});

Deno.test("DigestBook takes in what was copied with a digest, and what was removed", async () => {
  const { book, written } = openBook();
  const changed = { seconds: 2, nanos: 3 };
  book.note([contents("gone")]);
  book.hear([
    { status: "done", action: "copied", ...copied("a"), changed },
    { status: "done", action: "updated", ...copied("b"), changed },
    { status: "done", action: "copied", path: path("plain"), bytes: 1 },
    { status: "done", action: "metadata", path: path("mended") },
    { status: "done", action: "removed", path: path("gone") },
    {
      status: "skipped",
      cause: "meanwhile",
      path: path("skipped"),
      reason: "",
    },
    { status: "done", action: "copied", ...copied("c"), changed },
  ]);
  await book.close({ isAll: false });
  assertEquals(written, [
    {
      pass: 7,
      known: ["a", "b", "c"].map(contents),
      gone: [path("gone")],
      isAll: false,
    },
  ]);
});

Deno.test("DigestBook of a dry run, or of a pass that found out nothing, writes nothing", async () => {
  for (const dryRun of [true, false]) {
    const { book, written } = openBook({ dryRun });
    if (dryRun) book.note([contents("a")]);
    await book.close({ isAll: dryRun });
    assertEquals(written, []);
  }
});

function openBook(
  { dryRun = false }: { readonly dryRun?: boolean } = {},
): { readonly book: DigestBook; readonly written: readonly ContentsChanges[] } {
  const written: ContentsChanges[] = [];
  const memory = {
    ...NO_MEMORY,
    rememberContents: (_pair: unknown, changes: ContentsChanges) => {
      written.push(changes);
      return Promise.resolve();
    },
  };
  const book = new DigestBook({ memory, pair: PAIR, beganMs: 7, dryRun });
  return { book, written };
}

function contents(name: string): PathContents {
  return {
    path: path(name),
    digest: "md5:1",
    size: 1,
    mtimeSeconds: 2,
    mtimeNanos: 3,
  };
}

function copied(
  name: string,
): { path: RelativePath; bytes: number; digest: string } {
  return { path: path(name), bytes: 1, digest: "md5:1" };
}

function path(text: string): RelativePath {
  return text as RelativePath;
}
