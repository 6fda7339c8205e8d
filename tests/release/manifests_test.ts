import { manifestsOf } from "../../release/manifests.ts";
import { assertEquals } from "../support/assert.ts";
import { putFile } from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import { CHECKOUT } from "../support/modules.ts";
import { someRelease, sumsOf } from "../support/release.ts";
import { type Ran, runCommand } from "../support/shell.ts";
import { readTree } from "../support/tree.ts";

const RELEASE = [
  "--version",
  "1.2.3-rc.1",
  "--repository",
  "some-one/lock.step",
];

Deno.test("release/manifests.ts writes every manifest", () => {
  using folders = testFolders();
  const { top } = folders;
  putFile(`${top}/SHA256SUMS`, sumsOf("1.2.3-rc.1"));
  const ran = run(
    ...RELEASE,
    "--sums",
    `${top}/SHA256SUMS`,
    "--out",
    `${top}/out`,
  );
  assertEquals(ran, { ok: true, out: "", err: "" });
  const manifests = manifestsOf(someRelease());
  for (const [path, text] of manifests) {
    assertEquals(Deno.readTextFileSync(`${top}/out/${path}`), text);
  }
  const written = Object.keys(readTree(`${top}/out`))
    .filter((path) => /\.(?:rb|json|yaml)$/.test(path));
  assertEquals(written.length, manifests.size);
});

for (
  const [what, args, err] of [
    [
      "a missing option",
      RELEASE,
      "A value is missing: --sums, --out\n",
    ],
    ["an unknown option", ["--nope"], 'Unknown argument "--nope"\n'],
    [
      "a file that is not there",
      [...RELEASE, "--sums", "/nowhere/SUMS", "--out", "/nowhere"],
      "There is no /nowhere/SUMS; `deno task compile:all` writes it\n",
    ],
    [
      "a target without a digest",
      [...RELEASE, "--sums", "/dev/null", "--out", "/nowhere"],
      "SHA256SUMS has no line for lockstep-1.2.3-rc.1-linux-x86_64; build all targets of the version\n",
    ],
  ] as const
) {
  Deno.test(`release/manifests.ts tells ${what} in one line`, () => {
    assertEquals(run(...args), { ok: false, out: "", err });
  });
}

function run(...args: readonly string[]): Ran {
  const script = `${CHECKOUT}/release/manifests.ts`;
  return runCommand(Deno.execPath(), "run", "-A", "-q", script, ...args);
}
