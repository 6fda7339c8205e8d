import { assert, assertEquals } from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import {
  assertCode,
  type Finished,
  type ProgramFolders,
  programFolders,
  runProgram,
} from "../support/program.ts";
import { BINARY, copyCheckout } from "../support/program_call.ts";
import { namesIn, readText, readTree, writeTree } from "../support/tree.ts";

const SOURCE = { "a.txt": "a", sub: { "b.txt": "b" } };

const isCompiled = BINARY === undefined
  ? undefined
  : "a compiled program has no checkout";

/** A checkout of its own, with folders to be started in. */
function checkoutFolders(): ProgramFolders & { readonly checkout: string } {
  const folders = programFolders();
  const checkout = `${folders.top}/check out`;
  copyCheckout(checkout);
  writeTree(`${checkout}/my/photos`, SOURCE);
  return { ...folders, checkout };
}

/** The words that call the program, where they are said, and what is named there. */
const CALLS: readonly {
  readonly title: string;
  readonly call: readonly string[];
  readonly cwd: string;
  readonly source: string;
  readonly replica: string;
}[] = [
  {
    title: "deno task sync in the checkout",
    call: ["task", "sync"],
    cwd: "",
    source: "my/photos",
    replica: "my/copy",
  },
  {
    title: "deno task sync in a folder of the checkout",
    call: ["task", "sync"],
    cwd: "my",
    source: "photos",
    replica: "./copy",
  },
  {
    title: "deno task sync in a folder below the one that holds the replica",
    call: ["task", "sync"],
    cwd: "my/photos",
    source: ".",
    replica: "../copy",
  },
  {
    title: "deno run -A main.ts",
    call: ["run", "-A", "main.ts"],
    cwd: "",
    source: "my/photos",
    replica: "my/copy",
  },
  {
    title: "deno run -A ../main.ts in a folder of the checkout",
    call: ["run", "-A", "../main.ts"],
    cwd: "my",
    source: "photos",
    replica: "copy",
  },
];

for (const { title, call, cwd, source, replica } of CALLS) {
  testUnless(
    isCompiled,
    `${title} takes names relative to the current folder, the log's too`,
    async () => {
      using folders = checkoutFolders();
      const { checkout, state } = folders;
      const here = cwd === "" ? checkout : `${checkout}/${cwd}`;
      const finished = await runProgram(
        [source, replica, "logs.txt", "--once"],
        { cwd: here, state, call: [Deno.execPath(), ...call] },
      );
      assertCode(finished, 0);
      assert(
        finished.stdout.startsWith("The replica equals the source"),
        finished.stdout,
      );
      assert(readText(`${here}/logs.txt`).includes("pass 1 finished"));
      assertEquals(namesIn(`${checkout}/my/copy`), ["a.txt", "sub"]);
    },
  );
}

testUnless(
  isCompiled,
  "deno task sync passes on names with blanks and quotes, and the exit status",
  async () => {
    using folders = checkoutFolders();
    const { checkout, state } = folders;
    const call = [Deno.execPath(), "task", "sync"];
    const options = { cwd: checkout, state, call };
    const replica = 'it\'s "my" $HOME *';
    const args = ["my/photos", replica, "--once"];
    assertCode(await runProgram(args, options), 0);
    assertEquals(
      readTree(`${checkout}/${replica}`),
      readTree(`${checkout}/my/photos`),
    );
    assertCode(await runProgram([...args, "--onec"], options), 2);
    assertCode(await runProgram(["none", replica, "--once"], options), 4);
  },
);

/** All that the portable disk needs; nobody is asked for more. */
const PERMISSIONS = [
  "--allow-read",
  "--allow-write",
  "--allow-env",
  "--allow-sys",
];

function runWith(
  permissions: readonly string[],
  args: readonly string[],
  { checkout, ...folders }: ProgramFolders & { readonly checkout: string },
): Promise<Finished> {
  const deno = [Deno.execPath(), "run", "--no-prompt", ...permissions];
  const call = [...deno, `${checkout}/main.ts`];
  return runProgram(args, { ...folders, call });
}

for (const disk of [[], ["--disk", "portable"]]) {
  const way = disk.length === 0 ? "" : ` with ${disk.join(" ")}`;

  testUnless(
    isCompiled,
    `lockstep works with the rights to read, write, and look at environment and system${way}`,
    async () => {
      using folders = checkoutFolders();
      const { checkout, replica } = folders;
      const source = `${checkout}/my/photos`;
      for (const _ of [1, 2]) {
        const finished = await runWith(
          PERMISSIONS,
          [source, replica, "--once", "--digest", "md5", ...disk],
          folders,
        );
        assertCode(finished, 0);
        // That Deno's own calls know less is said; nothing may fail for it.
        assert(!/ERROR|permission/i.test(finished.stderr), finished.stderr);
      }
      assertEquals(readTree(replica), readTree(source));
    },
  );
}
