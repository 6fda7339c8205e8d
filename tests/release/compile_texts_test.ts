import {
  embeddedSize,
  knownTriples,
  whyNoRuntime,
} from "../../release/compile_texts.ts";
import { runDeno } from "../../release/deno.ts";
import { TARGETS } from "../../release/targets.ts";
import { assert, assertEquals } from "../support/assert.ts";

const LISTING = `Compile main.ts to dist/lockstep

Embedded Files

lockstep
\u251c\u2500\u252c .deno_compile_node_modules (4.63MB - 4.22MB unique)
\u2502 \u2514\u2500\u252c localhost (4.63MB - 4.22MB unique)
\u2502   \u251c\u2500\u2500 ajv/8.20.0/* (1.02MB - 1013.11KB unique)
\u2502   \u251c\u2500\u2500 @scope/name/1.0.0-rc.1/only.js (13.16KB)
\u2502   \u2514\u2500\u252c smol-toml/1.9.1 (137.07KB)
\u2502     \u2514\u2500\u2500 dist/* (137.07KB)
\u251c\u2500\u2500 deno.json (4.37KB)
\u2514\u2500\u252c src (2.33MB)
  \u2514\u2500\u2500 cli/* (642.91KB)

Files: 6.69MB
Metadata: 3.1KB
Remote modules: 12B
`;

Deno.test("embeddedSize() says the size of all files, in units that are what they say", () => {
  assertEquals(embeddedSize(LISTING), "6.69 MiB");
  assertEquals(embeddedSize("Files: 12B\n"), "12 B");
});

Deno.test("knownTriples() reads them from the help of this Deno", async () => {
  const known = knownTriples((await runDeno("compile", "--help")).stdout);
  // All but the last, which not every Deno knows.
  for (const { triple } of TARGETS.slice(0, -1)) {
    assert(known.includes(triple), `${triple}: ${known.join(" ")}`);
  }
  assertEquals(known.filter((triple) => !/^[a-z0-9_-]+$/.test(triple)), []);
  assertEquals(knownTriples("no such option"), []);
});

/** What Deno 2.9.5 says where it cannot download. */
const OFFLINE = `Compile main.ts to dist/lockstep
Download https://dl.deno.land/release/v2.9.5/denort-x86_64-unknown-linux-gnu.zip
error: Writing deno compile executable to temporary file 'dist/lockstep.tmp-ddebcbf073759a12'

Caused by:
    0: Setting up base binary.
    1: error sending request for url (https://dl.deno.land/release/v2.9.5/denort-x86_64-unknown-linux-gnu.zip): client error (Connect): dns error: failed to lookup address information: Name or service not known
    2: client error (Connect)
    3: dns error
    4: failed to lookup address information: Name or service not known

Stack backtrace:
   0: <unknown>
`;

Deno.test("whyNoRuntime() gives the last of the causes", () => {
  assertEquals(
    whyNoRuntime(OFFLINE),
    "failed to lookup address information: Name or service not known",
  );
});

Deno.test("whyNoRuntime() takes no other failure for one, though the runtime was downloaded before it", () => {
  const download = OFFLINE.slice(0, OFFLINE.indexOf("error:"));
  for (
    const text of [
      "",
      download,
      `${download}error: Type checking failed.\n`,
      `${download}error: Writing deno compile executable\n\nCaused by:\n    No space left on device (os error 28)\n`,
    ]
  ) assertEquals(whyNoRuntime(text), undefined);
});
