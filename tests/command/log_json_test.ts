import { assertEquals } from "../support/assert.ts";
import { putFifo } from "../support/files.ts";
import {
  assertCode,
  programFolders,
  startProgram,
} from "../support/program.ts";
import { giveAway } from "../support/tools.ts";
import { DEFAULT_TIME, file, link, type Tree } from "../support/tree.ts";
import {
  JSON_FIELDS,
  type JsonLine,
  parseJsonLog,
  runJson,
} from "./json_log.ts";

const LATER = DEFAULT_TIME + 60_000;

/** One difference each, and the line that tells of it. */
const LINES: readonly {
  readonly title: string;
  readonly source: Tree;
  readonly replica: Tree;
  readonly args?: readonly string[];
  readonly line: JsonLine;
}[] = [
  {
    title: "a folder that was created",
    source: { a: { b: {} } },
    replica: { a: {} },
    line: { level: "info", action: "created", path: "a/b" },
  },
  {
    title: "a link that was created",
    source: { a: link("b") },
    replica: {},
    line: { level: "info", action: "created", path: "a" },
  },
  {
    title: "a file that was copied",
    source: { a: "1".repeat(2000) },
    replica: {},
    line: { level: "info", action: "copied", path: "a", bytes: 2000 },
  },
  {
    title: "a file that was updated",
    source: { a: "longer" },
    replica: { a: "a" },
    line: {
      level: "info",
      action: "updated",
      path: "a",
      bytes: 6,
      reason: "size",
    },
  },
  {
    title: "metadata that was mended",
    source: { a: file("a", { mode: 0o600, time: LATER }) },
    replica: { a: "a" },
    line: {
      level: "info",
      action: "metadata",
      path: "a",
      reason: "mode, time",
    },
  },
  {
    title: "a file that was removed",
    source: { a: "a" },
    replica: { a: "a", b: "b" },
    line: { level: "info", action: "removed", path: "b" },
  },
  {
    title: "a file that is unchanged",
    source: { a: "a" },
    replica: { a: "a" },
    args: ["-v"],
    line: { level: "debug", action: "unchanged", path: "a" },
  },
  {
    title: "a file that is newer in the replica",
    source: { a: "a" },
    replica: { a: file("b", { time: LATER }) },
    args: ["-u"],
    line: {
      level: "info",
      action: "skipped",
      path: "a",
      reason: "the replica's file is newer",
    },
  },
  {
    title: "a digest",
    source: { a: "a" },
    replica: {},
    args: ["--digest", "md5"],
    line: {
      level: "info",
      action: "copied",
      path: "a",
      bytes: 1,
      digest: "md5:0cc175b9c0f1b6a831c399e269772661",
    },
  },
];

for (const { title, source, replica, args = [], line } of LINES) {
  Deno.test(`lockstep --log-format json tells of ${title}`, async () => {
    using folders = programFolders({ source, replica });
    const finished = await runJson(folders, args);
    const lines = finished.lines.filter(({ path }) =>
      path !== undefined && path !== ""
    );
    assertEquals(lines, [{ pass: 1, ...line }].map(inOrder));
  });
}

function inOrder(line: JsonLine): JsonLine {
  return Object.fromEntries(
    JSON_FIELDS.flatMap((name) => name in line ? [[name, line[name]]] : []),
  );
}

Deno.test("lockstep --log-format json tells of a failure with the system's code", async () => {
  using folders = programFolders({
    source: { a: file("a", { mode: 0o000 }) },
    replica: {},
  });
  giveAway(folders.top);
  const finished = await runJson(folders, [], { unprivileged: true });
  assertCode(finished, 1);
  const failed = finished.lines.filter(({ action }) => action === "failed");
  assertEquals(failed, [{
    level: "error",
    pass: 1,
    action: "failed",
    path: "a",
    reason: "cannot open the source file: permission denied (EACCES)",
    code: "EACCES",
  }]);
});

Deno.test("lockstep --log-format json tells of the root, of what is skipped, and of the beginning and the end", async () => {
  using folders = programFolders({ source: { a: "a" } });
  const { source, replica } = folders;
  putFifo(`${source}/fifo`);
  const { lines } = await runJson(folders);
  assertEquals([lines[0], lines[1]], [
    {
      level: "info",
      pass: 1,
      action: "started",
      message: `pass 1: "${source}" -> "${replica}"`,
    },
    { level: "info", pass: 1, action: "created", path: "" },
  ]);
  assertEquals(lines.find(({ path }) => path === "fifo"), {
    level: "warn",
    pass: 1,
    action: "skipped",
    path: "fifo",
    reason: "FIFO: not copied",
  });
  const { message: _, ...last } = lines.at(-1) ?? {};
  assertEquals(last, {
    level: "info",
    pass: 1,
    action: "finished",
    tally: {
      created: 1,
      copied: 1,
      updated: 0,
      metadata: 0,
      removed: 0,
      unchanged: 0,
      skipped: 1,
      meanwhile: 0,
      failed: 0,
      kept: 0,
      decayed: 0,
      bytes: 1,
    },
  });
});

Deno.test("lockstep --log-format json tells of refusals and of a source that is not there", async () => {
  using folders = programFolders({ replica: { a: "a" } });
  const [, unavailable] = (await runJson(folders)).lines;
  assertEquals(unavailable?.action, "unavailable");
  assertEquals(unavailable?.level, "error");
  await Deno.mkdir(folders.source);
  await Deno.remove(folders.log);
  const [, refused] = (await runJson(folders)).lines;
  assertEquals(refused?.action, "refused");
  assertEquals(refused?.level, "error");
});

Deno.test("lockstep --log-format json counts the passes of a loop, and tells of waiting and of being stopped", async () => {
  using folders = programFolders({ source: { a: "a" } });
  const { source, replica } = folders;
  const args = [source, replica, "1s", "--log-format", "json"];
  await using program = startProgram(args, folders);
  await program.waitForLine(/"action":"waiting"/);
  await program.waitForLine(/"action":"waiting"/);
  program.kill("SIGTERM");
  const { stderr } = await program.finished;
  const course = parseJsonLog(stderr).map(({ pass, action }) =>
    `${pass} ${action}`
  );
  assertEquals(course, [
    "1 started",
    "1 created",
    "1 copied",
    "1 finished",
    "1 waiting",
    "2 started",
    "2 finished",
    "2 waiting",
    "2 stopped",
  ]);
});
