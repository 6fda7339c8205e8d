import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "../support/assert.ts";
import { notRoot, testUnless } from "../support/conditions.ts";
import { putFifo, rename, setTime } from "../support/files.ts";
import {
  actionLines,
  assertCode,
  programFolders,
  runOnce,
} from "../support/program.ts";
import { lacks, runCommand } from "../support/shell.ts";
import { runTool, toolWorks } from "../support/tools.ts";
import {
  DEFAULT_TIME,
  namesBelow,
  namesIn,
  readTree,
} from "../support/tree.ts";

/** What holds no data of its own: how it is made, and what the log calls it. */
const KINDS: readonly {
  readonly kind: string;
  readonly make: (path: string) => void;
  readonly needs: string | undefined;
  readonly word: string;
}[] = [
  { kind: "a FIFO", make: putFifo, needs: lacks("mkfifo"), word: "FIFO" },
  { kind: "a socket", make: putSocket, needs: undefined, word: "socket" },
  {
    kind: "a character device",
    make: (path) => putDevice(path, "c"),
    needs: notRoot() ?? noDevices(),
    word: "device",
  },
  {
    kind: "a block device",
    make: (path) => putDevice(path, "b"),
    needs: notRoot() ?? noDevices(),
    word: "device",
  },
];

/** Under its new name, a socket stays when nobody listens any more. */
function putSocket(path: string): void {
  using _listener = Deno.listen({ transport: "unix", path: `${path}.first` });
  rename(`${path}.first`, path);
}

/** A device of a number that is not in use. */
function putDevice(path: string, type: "b" | "c"): void {
  runTool("mknod", [path, type, "240", "77"]);
}

function noDevices(): string | undefined {
  const top = Deno.makeTempDirSync({ prefix: "lockstep-test-" });
  const { ok, err } = runCommand("mknod", `${top}/a`, "b", "240", "77");
  Deno.removeSync(top, { recursive: true });
  return ok ? undefined : err.trim();
}

for (const { kind, make, needs, word } of KINDS) {
  testUnless(
    needs,
    `lockstep reports and skips ${kind}, mirrors the rest and exits 0`,
    async () => {
      using folders = programFolders({
        source: { "a.txt": "a", new: { "b.txt": "b" }, old: {} },
        replica: { old: {} },
      });
      const { source, replica } = folders;
      for (const place of ["", "new/", "old/"]) make(`${source}/${place}odd`);
      const before = readTree(source);
      for (const _ of [1, 2]) {
        const finished = await runOnce(folders);
        assertCode(finished, 0);
        const lines = actionLines(finished.stderr)
          .filter((line) => line.startsWith("skipped"));
        assertEquals(lines.length, 3, finished.stderr);
        assertMatch(lines[0] ?? "", /^skipped "new\/odd" \(.*: not copied\)$/);
        assertStringIncludes(lines[0] ?? "", word);
        assertStringIncludes(finished.stderr, 'WARN  skipped "odd"');
        assertMatch(finished.stderr, /skipped 3, failed 0; /);
        assertMatch(finished.stdout, /^The replica equals the source: /);
      }
      assertEquals(namesBelow(replica), ["a.txt", "new", "new/b.txt", "old"]);
      assertEquals(readTree(source), before);
    },
  );

  testUnless(
    needs,
    `lockstep removes ${kind} that only the replica has, and replaces one that is a file in the source`,
    async () => {
      using folders = programFolders({
        source: { file: "file", folder: { "a.txt": "a" } },
        replica: { extra: {} },
      });
      const { source, replica } = folders;
      for (const name of ["file", "folder", "extra/odd", "odd"]) {
        make(`${replica}/${name}`);
      }
      const finished = await runOnce(folders);
      assertCode(finished, 0);
      assertEquals(readTree(replica), readTree(source));
      assertStringIncludes(finished.stderr, 'updated "file" 4 B (was a ');
      assertStringIncludes(finished.stderr, 'created "folder" (was a ');
      assertStringIncludes(finished.stderr, 'removed "odd"');
    },
  );
}

testUnless(
  lacks("mkfifo"),
  "lockstep compares contents and digests around a FIFO on both sides without hanging",
  async () => {
    using folders = programFolders({
      source: { "a.txt": "a" },
      replica: { "a.txt": "a" },
    });
    const { source, replica } = folders;
    putFifo(`${source}/fifo`);
    putFifo(`${replica}/fifo`);
    for (const root of [source, replica]) setTime(root, DEFAULT_TIME);
    for (
      const args of [["-n"], ["-c"], ["--digest", "sha256"], ["-u"], ["-n"]]
    ) {
      assertCode(await runOnce(folders, args), 0);
    }
    assertEquals(namesIn(replica), ["a.txt", "fifo"]);
  },
);

/** Why calls cannot be watched here, or `undefined` if they can. */
const noStrace = lacks("strace") ??
  (toolWorks("strace", ["-f", "-o", "/dev/null", "true"])
    ? undefined
    : "strace may not trace");

for (const disk of ["portable", "auto"]) {
  testUnless(
    noStrace ?? lacks("mkfifo"),
    `lockstep never opens a FIFO or a socket, with --disk ${disk}`,
    async () => {
      using folders = programFolders({
        source: { "seen.txt": "seen", new: { "a.txt": "a" } },
        replica: { "seen.txt": "other" },
      });
      const { top, source, replica } = folders;
      for (const place of [source, `${source}/new`, replica]) {
        putFifo(`${place}/fifo.odd`);
        putSocket(`${place}/socket.odd`);
      }
      const trace = `${top}/trace`;
      const through = ["strace", "-f", "-qq", "-e", "trace=/open", "-o", trace];
      assertCode(await runOnce(folders, ["--disk", disk], { through }), 0);
      const calls = (await Deno.readTextFile(trace)).split("\n")
        // Opened for its name alone, nothing of it is touched.
        .filter((call) => !call.includes("O_PATH"));
      assert(calls.some((call) => call.includes("seen.txt")), calls.join("\n"));
      assertEquals(calls.filter((call) => call.includes(".odd")), []);
    },
  );
}
