import { assert, assertEquals } from "../support/assert.ts";
import {
  assertCode,
  logLines,
  programFolders,
  runOnce,
} from "../support/program.ts";
import {
  DEFAULT_TIME,
  file,
  folder,
  link,
  type Tree,
} from "../support/tree.ts";

const LATER = DEFAULT_TIME + 60_000;

/** What a source has and a replica has not, or has otherwise, and the line for it. */
const CHANGES: readonly {
  readonly title: string;
  readonly source: Tree;
  readonly replica: Tree;
  readonly line: string;
}[] = [
  {
    title: "a file of another size",
    source: { a: "longer" },
    replica: { a: "short" },
    line: 'updated "a" 6 B (size)',
  },
  {
    title: "a file with other contents",
    source: { a: file("1", { time: LATER }) },
    replica: { a: "2" },
    line: 'updated "a" 1 B (content)',
  },
  {
    title: "a link that leads elsewhere",
    source: { a: link("here") },
    replica: { a: link("there") },
    line: 'updated "a" (target)',
  },
  {
    title: "a file that was a folder",
    source: { a: "a" },
    replica: { a: {} },
    line: 'updated "a" 1 B (was a folder)',
  },
  {
    title: "a folder that was a link",
    source: { a: {} },
    replica: { a: link("a") },
    line: 'created "a" (was a link)',
  },
  {
    title: "a link that was a file",
    source: { a: link("a") },
    replica: { a: "a" },
    line: 'updated "a" (was a file)',
  },
  {
    title: "a file with another mode and time",
    source: { a: file("a", { mode: 0o600, time: LATER }) },
    replica: { a: "a" },
    line: 'metadata "a" (mode, time)',
  },
  {
    title: "a folder with another mode",
    source: { a: folder({}, { mode: 0o700 }) },
    replica: { a: {} },
    line: 'metadata "a" (mode)',
  },
];

for (const { title, source, replica, line } of CHANGES) {
  Deno.test(`lockstep logs the reason of a change: ${title}`, async () => {
    using folders = programFolders({ source, replica });
    const finished = await runOnce(folders);
    assertCode(finished, 0);
    assertEquals(logLines(finished.stderr).slice(1, -1), [`INFO  ${line}`]);
  });
}

const SIZES: readonly (readonly [number, string])[] = [
  [0, "0 B"],
  [1, "1 B"],
  [1023, "1023 B"],
  [1024, "1 KiB"],
  [1234, "1.21 KiB"],
  [1024 ** 2, "1 MiB"],
  [5 * 1024 ** 2 + 300_000, "5.29 MiB"],
];

Deno.test("lockstep logs sizes in units for people", async () => {
  using folders = programFolders({
    source: Object.fromEntries(
      SIZES.map(([bytes]) => [`${bytes}`, new Uint8Array(bytes)]),
    ),
  });
  const { stderr } = await runOnce(folders);
  for (const [bytes, text] of SIZES) {
    assert(stderr.includes(`copied "${bytes}" ${text}\n`), stderr);
  }
});
