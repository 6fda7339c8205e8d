import { assertEquals } from "./support/assert.ts";
import { modulesIn } from "./support/modules.ts";

const SOURCES = modulesIn("src");

/** What may be written only in some folders or files, which are named by how their paths begin. */
const CONFINED: readonly {
  readonly what: string;
  readonly pattern: RegExp;
  readonly to: readonly string[];
}[] = [
  {
    what: "synchronous file calls",
    pattern: /\bDeno\.\w+Sync\b/,
    to: ["src/disk/"],
  },
  {
    what: "Node's own file calls",
    pattern: /\bnodeBuiltin\(/,
    to: ["src/disk/"],
  },
  { what: "the C library", pattern: /\bdlopen\b/, to: ["src/disk/native/"] },
  {
    what: "threads",
    pattern: /\bnew Worker\(/,
    to: ["src/workers/threads/threads.ts"],
  },
  {
    what: "what a thread waits by",
    pattern: /\bAtomics\.wait\b/,
    to: ["src/disk/"],
  },
  {
    what: "the end of the program",
    pattern: /\bDeno\.exit\b/,
    to: ["src/cli/signals.ts"],
  },
  {
    what: "the silent end of a thread, of which the pool would not hear",
    pattern: /\b(?:self|globalThis)\.close\(/,
    to: [],
  },
  {
    what: "the environment",
    pattern: /\bDeno\.(env|cwd|args)\b/,
    to: ["src/cli/"],
  },
  {
    what: "who runs it",
    pattern: /\bDeno\.(uid|gid)\b/,
    to: ["src/cli/", "src/disk/this_user.ts"],
  },
  {
    what: "the console",
    pattern: /(?<![.#\w/])console\.(?!print\b|flush\b)/,
    to: [],
  },
  {
    what: "subprocesses",
    pattern:
      /\bDeno\.(Command|run|ChildProcess|kill)\b|\bnode:(child_process|cluster)\b/,
    to: [],
  },
  {
    what: "the network",
    pattern:
      /\bfetch\b|\b(WebSocket|EventSource|WebTransport|XMLHttpRequest)\b|\bDeno\.(connect|listen|serve|resolveDns|openKv|startTls|createHttpClient|upgradeWebSocket)|\bnode:(net|tls|http2?|https|dgram|dns|inspector)\b/,
    to: [],
  },
  {
    what: "code that is made at run time",
    pattern: /\beval\(|\bnew Function\(|\bDeno\.(dlopen|UnsafeCallback)\b/,
    to: ["src/disk/native/"],
  },
  {
    what: "an exit status",
    pattern: /\bDeno\.exit(Code)?\b/,
    to: ["src/cli/signals.ts"],
  },
];

for (const { what, pattern, to } of CONFINED) {
  const where = to.length === 0 ? "nowhere" : `only in ${to.join(" and ")}`;
  Deno.test(`src uses ${what} ${where}`, () => {
    const users = SOURCES.filter(({ code }) => pattern.test(code))
      .map(({ path }) => path)
      .filter((path) => !to.some((place) => path.startsWith(place)));
    assertEquals(users, []);
  });
}
