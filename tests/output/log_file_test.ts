import {
  LogFile,
  type LogFileOptions,
  type LogFileState,
} from "../../src/output/log_file.ts";
import { assert, assertEquals, assertMatch } from "../support/assert.ts";
import { notPosix, testUnless } from "../support/conditions.ts";
import { exists, look, putFile, putFolder, remove } from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import { mountTmpfs, noMounts } from "../support/mounts.ts";
import { namesIn, readText } from "../support/tree.ts";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

const TEN = "123456789\n";

Deno.test("a log file is made when the first lines come", async () => {
  using log = openLog();
  assertEquals(exists(log.path), false);
  await log.write("one\n");
  await log.write("two\n");
  assertEquals(readText(log.path), "one\ntwo\n");
});

Deno.test("a log file of an earlier run is added to", async () => {
  using log = openLog();
  putFile(log.path, "earlier\n");
  await log.write("one\n");
  assertEquals(readText(log.path), "earlier\none\n");
});

Deno.test("a log file begins anew before it grows over its size", async () => {
  using log = openLog({ maxBytes: 25 });
  for (const line of ["1", "2", "3"]) await log.write(TEN.replace("1", line));
  assertEquals(log.names(), ["log", "log.1"]);
  assertEquals(readText(log.path), "323456789\n");
  assertEquals(readText(`${log.path}.1`), "123456789\n223456789\n");
});

Deno.test("a log file keeps as many older ones as asked for", async () => {
  using log = openLog({ maxBytes: 10, keep: 2 });
  for (const line of ["1", "2", "3", "4", "5"]) {
    await log.write(TEN.replace("1", line));
  }
  assertEquals(log.names(), ["log", "log.1", "log.2"]);
  assertEquals(readText(log.path), "523456789\n");
  assertEquals(readText(`${log.path}.1`), "423456789\n");
  assertEquals(readText(`${log.path}.2`), "323456789\n");
});

Deno.test("a log file begins anew if the one of an earlier run is full", async () => {
  using log = openLog({ maxBytes: 25 });
  putFile(log.path, TEN.repeat(3));
  await log.write(TEN);
  assertEquals(readText(log.path), TEN);
  assertEquals(readText(`${log.path}.1`), TEN.repeat(3));
});

Deno.test("a log file puts a line that is longer than its size in a file of its own", async () => {
  using log = openLog({ maxBytes: 10 });
  const long = `${"x".repeat(50)}\n`;
  await log.write(`a\n${long}b\n`);
  assertEquals(readText(`${log.path}.2`), "a\n");
  assertEquals(readText(`${log.path}.1`), long);
  assertEquals(readText(log.path), "b\n");
});

Deno.test("log files of many lines in one writing are no larger than asked for", async () => {
  using log = openLog({ maxBytes: 100, keep: 99 });
  await log.write(TEN.repeat(42));
  await log.write(TEN.repeat(9));
  const texts = log.names().map((name) => readText(`${log.folder}/${name}`));
  assertEquals(texts.join(""), TEN.repeat(51));
  assert(texts.every(({ length }) => length <= 100));
});

Deno.test("log files count bytes, not characters", async () => {
  using log = openLog({ maxBytes: 100, keep: 99 });
  await log.write("\u4e2d\u4e2d\u4e2d\n".repeat(30));
  const sizes = log.names().map((name) => look(`${log.folder}/${name}`).size);
  assert(Math.max(...sizes) <= 100, `They have ${sizes.join(", ")} bytes`);
});

Deno.test("a log file in a folder that is not there keeps its lines until it is", async () => {
  using log = openLog({ folder: "later" });
  assertEquals((await log.tryToWrite("one\n")).kind, "waiting");
  assertEquals((await log.tryToWrite("two\n")).kind, "waiting");
  putFolder(log.folder);
  assertEquals(await log.tryToWrite("three\n"), { kind: "written" });
  assertEquals(readText(log.path), "one\ntwo\nthree\n");
});

Deno.test("a log file in a folder that is not there drops what has become too much, and says so", async () => {
  using log = openLog({ folder: "later" });
  const many = `${"x".repeat(9 * 1024 * 1024)}\n`;
  assertEquals((await log.tryToWrite(many)).kind, "waiting");
  assertEquals((await log.tryToWrite(many)).kind, "failed");
  putFolder(log.folder);
  await log.write("one\n");
  assertEquals(readText(log.path), "one\n");
});

testUnless(
  notPosix(),
  "a log file with a folder in its place fails, and says why",
  async () => {
    using log = openLog();
    putFolder(log.path);
    const state = await log.tryToWrite("one\n");
    assert(state.kind === "failed");
    assertMatch(state.reason, /it is a folder/);
  },
);

Deno.test("a log file that failed drops those lines and tries again with the next", async () => {
  using log = openLog();
  putFolder(log.path);
  assertEquals((await log.tryToWrite("one\n")).kind, "failed");
  remove(log.path);
  assertEquals(await log.tryToWrite("two\n"), { kind: "written" });
  assertEquals(readText(log.path), "two\n");
});

testUnless(
  noMounts(),
  "a log file on a full disk fails, and goes on when there is room",
  async () => {
    using log = openLogOnDisk({ free: 0 });
    assertEquals((await log.tryToWrite("before\n")).kind, "failed");
    log.makeRoom();
    await log.write("after\n");
    assertMatch(readText(log.path), /after\n$/);
  },
);

testUnless(
  noMounts(),
  "a log file on a disk that has room for only a part of the lines fails",
  async () => {
    using log = openLogOnDisk({ free: 8192 });
    assertEquals((await log.tryToWrite(TEN.repeat(3000))).kind, "failed");
  },
);

Deno.test("a log file takes what several logs write at the same time, one after another", async () => {
  using log = openLog({ maxBytes: 1e6 });
  const lines = ["a", "b", "c", "d"].map((letter) =>
    `${letter.repeat(2000)}\n`
  );
  await Promise.all(lines.map((line) => log.write(line)));
  assertEquals(readText(log.path), lines.join(""));
});

/** A log file of a test, in a folder of its own. */
interface TestLog extends Disposable {
  readonly path: string;
  readonly folder: string;
  /** The names of the parts of the log. */
  readonly names: () => readonly string[];
  /** Writes lines that must arrive. */
  readonly write: (lines: string) => Promise<void>;
  readonly tryToWrite: (lines: string) => Promise<LogFileState>;
}

function openLog(
  options: Partial<LogFileOptions> & { readonly folder?: string } = {},
): TestLog {
  const { top, ...folders } = testFolders();
  const { folder: name, ...rest } = options;
  const folder = name === undefined ? top : `${top}/${name}`;
  const path = `${folder}/log`;
  const file = new LogFile({ path, maxBytes: 1000, keep: 5, ...rest });
  const tryToWrite = (lines: string): Promise<LogFileState> =>
    file.write(encode(lines));
  return {
    path,
    folder,
    names: () => namesIn(folder),
    tryToWrite,
    write: async (lines) =>
      assertEquals(await tryToWrite(lines), { kind: "written" }),
    [Symbol.dispose]: () => folders[Symbol.dispose](),
  };
}

const DISK_BYTES = 65_536;

/** A log file on a disk of its own that has so many bytes free. */
function openLogOnDisk(
  { free }: { readonly free: number },
): TestLog & { readonly makeRoom: () => void } {
  const { top, ...folders } = testFolders();
  const disk = mountTmpfs(`${top}/disk`, `size=${DISK_BYTES}`);
  const filler = `${disk.path}/filler`;
  putFile(filler, new Uint8Array(DISK_BYTES - free));
  const log = openLog({ path: `${disk.path}/log`, maxBytes: 1e6 });
  return {
    ...log,
    path: `${disk.path}/log`,
    makeRoom: () => Deno.removeSync(filler),
    [Symbol.dispose]: () => {
      log[Symbol.dispose]();
      disk[Symbol.dispose]();
      folders[Symbol.dispose]();
    },
  };
}
