import { assertEquals } from "../support/assert.ts";
import { notNative, notRoot, testUnless } from "../support/conditions.ts";
import { putFifo } from "../support/files.ts";
import { noNative } from "../support/native.ts";
import { assertCode, programFolders, runOnce } from "../support/program.ts";
import { noStrace } from "../support/strace.ts";
import { folder, link, readText, readTree } from "../support/tree.ts";

/** Calls of the native disk that Deno itself makes for nothing that a pass needs. */
const CALLS = [
  "copy_file_range",
  "fchmod",
  "fchown",
  "flistxattr",
  "fstatfs",
  "linkat",
  "llistxattr",
  "mkdirat",
  "mknodat",
  "openat2",
  "readlinkat",
  "renameat2",
  "symlinkat",
  "unlinkat",
  "utimensat",
];

testUnless(
  notNative() ?? noNative() ?? noStrace() ?? notRoot(),
  "lockstep mirrors a tree while a signal interrupts every other call that the native disk makes",
  async () => {
    using folders = programFolders({
      source: {
        file: "text",
        link: link("file"),
        deep: folder({ in: folder({ side: "by side" }) }),
      },
      replica: { extra: "extra", old: folder({ inside: "old" }) },
    });
    const { source, replica } = folders;
    await Deno.link(`${source}/file`, `${source}/other name`);
    putFifo(`${source}/FIFO`);
    const trace = `${folders.top}/trace`;
    const calls = CALLS.join();
    const through = [
      ...["strace", "-f", "-qq", "-o", trace, "-e", `trace=${calls}`],
      ...["-e", `inject=${calls}:error=EINTR:when=1+2`],
    ];
    const kept = ["-H", "-X", "-A", "--specials"];
    assertCode(await runOnce(folders, [...kept, "--yes"], { through }), 0);
    assertEquals(readTree(replica), readTree(source));
    // A call that another thread's comes in between of ends in a line of its own.
    const interrupted = readText(trace)
      .matchAll(/(\w+)(?:\(| resumed>).*\(INJECTED\)/g);
    const names = new Set([...interrupted].map(([, name]) => name));
    assertEquals([...names].sort(), CALLS);
  },
);
