import { assertEquals, assertMatch } from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import { testFolders } from "../support/folders.ts";
import { CHECKOUT, copyCheckout } from "../support/program_call.ts";
import { runTool } from "../support/tools.ts";

/*
 * What the tasks do, in a copy of the checkout, so that nothing of its own
 * dist is touched.
 */

interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function runTask(
  script: string,
  { denort }: { readonly denort: string },
): Promise<Said> {
  using folders = testFolders();
  const checkout = `${folders.top}/checkout`;
  copyCheckout(checkout);
  runTool("cp", ["-R", `${CHECKOUT}/release`, checkout]);
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", ...script.split(" ")],
    cwd: checkout,
    env: { DENORT_BIN: denort, NO_COLOR: "1" },
  }).output();
  const decoder = new TextDecoder();
  const said = decoder.decode(stderr);
  // Before that Deno may tell of packages.
  const start = Math.max(0, said.search(/^Building /m));
  return { code, stdout: decoder.decode(stdout), stderr: said.slice(start) };
}

const NOWHERE = "/nonexistent/denort";

for (const script of ["release/compile.ts", "release/compile.ts --all"]) {
  const target = script.endsWith("--all")
    ? "x86_64-unknown-linux-gnu"
    : "this system";
  Deno.test(`${script} ends with 4 and says why where there is no runtime of Deno`, async () => {
    const { code, stdout, stderr } = await runTask(script, { denort: NOWHERE });
    const lines = stderr.trimEnd().split("\n");
    assertEquals({ code, stdout, lines: lines.slice(1) }, {
      code: 4,
      stdout: "",
      lines: [
        `Cannot build for ${target}: Deno ${Deno.version.deno} cannot get its runtime (denort): No such file or directory (os error 2). Build where https://dl.deno.land can be reached, or have DENORT_BIN name a denort for that system`,
      ],
    });
    assertMatch(lines[0] ?? "", /^Building dist\/lockstep\S* with Deno 2\./);
  });
}

Deno.test("release/test_executable.ts says that it is skipped where there is no runtime of Deno, and ends with 0", async () => {
  const script = "release/test_executable.ts";
  const { code, stdout } = await runTask(script, { denort: NOWHERE });
  const last = stdout.trimEnd().split("\n").at(-1);
  assertEquals({ code, last }, {
    code: 0,
    last: "skipped: there is no runtime of Deno to build an executable with",
  });
});

testUnless(
  Deno.build.os === "linux"
    ? undefined
    : "it needs a program of another system",
  "release/compile.ts --all ends with 1 and says for which system DENORT_BIN names no runtime, without Deno's stack",
  async () => {
    const script = "release/compile.ts --all";
    const { code, stderr } = await runTask(script, { denort: "/bin/ls" });
    assertEquals(code, 1);
    assertMatch(
      stderr,
      /\nerror: Writing deno compile executable [^]*\nCannot build for x86_64-apple-darwin: see above\n$/,
    );
    assertEquals(stderr.includes("Stack backtrace"), false, stderr);
  },
);

const DENORT = Deno.env.get("DENORT_BIN");

testUnless(
  DENORT === undefined ? "DENORT_BIN names no runtime of Deno" : undefined,
  "release/compile.ts builds an executable with nothing in it that is not used, and says its size",
  async () => {
    const script = "release/compile.ts";
    const { code, stderr } = await runTask(script, { denort: DENORT ?? "" });
    assertEquals(code, 0, stderr);
    const [, ...lines] = stderr.trimEnd().split("\n");
    assertEquals(lines.length, 1, stderr);
    assertMatch(
      lines[0] ?? "",
      /^Built dist\/lockstep: [\d.]+ MiB, [1-3](\.\d+)? MiB of it lockstep$/,
    );
  },
);
