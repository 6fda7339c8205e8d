import manifest from "../../deno.json" with { type: "json" };
import { sumLine } from "../../release/sums.ts";
import { fileName, TARGETS } from "../../release/targets.ts";
import { assertEquals, assertThrows } from "../support/assert.ts";
import { notPosix, testUnless } from "../support/conditions.ts";
import { exists, putFile, putFolder } from "../support/files.ts";
import { removeAll, testFolders } from "../support/folders.ts";
import { noInstaller, thisFile } from "../support/installer.ts";
import { readFile } from "../support/modules.ts";
import { CHECKOUT, copyCheckout } from "../support/program_call.ts";
import { lacks, mustRun } from "../support/shell.ts";
import { namesIn, readText } from "../support/tree.ts";
import { runJob } from "../support/workflow_run.ts";
import { parseWorkflow } from "../support/workflows.ts";

/*
 * The lines of release.yml themselves, run by bash as GitHub runs them, from a
 * tag to what gh is told. Stand-ins are gh, the executables, and of Deno what
 * would test or compile.
 */

const { jobs } = parseWorkflow(readFile(".github/workflows/release.yml"));

/** A repository at a tag, and the machines of GitHub's that make a release of it. */
interface Releasing extends Disposable {
  readonly top: string;
  /** Runs a job of the workflow to its end. */
  readonly run: (name: string) => void;
  /** Where the job that publishes finds what the others made. */
  readonly artifacts: string;
}

const DENO = `#!/bin/sh
case $1 in
  install | task | test) ;;
  *) exec '${Deno.execPath()}' "$@" ;;
esac
`;

const NOT_HERE = notPosix() ?? noInstaller() ?? lacks("bash") ?? lacks("git");

for (
  const [version, options] of [
    ["1.2.3", []],
    ["1.2.3-rc.1", ["--prerelease"]],
  ] as const
) {
  testUnless(
    NOT_HERE,
    `release.yml makes a release of the tag v${version}`,
    async () => {
      using releasing = await startRelease(version);
      const { top, run } = releasing;
      for (const name of ["check", "build", "test", "publish"]) run(name);
      const files = [
        ...["LICENSES.md", "SHA256SUMS", "install.ps1", "install.sh"],
        ...TARGETS.map((target) => fileName(version, target)).sort(),
        `manifests-${version}.tar.gz`,
      ];
      const said = readText(`${top}/said.txt`).split("\n");
      assertEquals(said, [
        ...["some-one/lockstep", "secret"],
        ...["release", "create", `v${version}`, "--verify-tag"],
        ...["--title", `lockstep ${version}`],
        ...["--notes-file", "notes/notes.md", ...options],
        ...files.map((name) => `dist/${name}`),
        "",
      ]);
      const notes = readText(`${top}/publish/notes/notes.md`);
      assertEquals(notes, "- All that is new.\n");
      const script = readText(`${top}/publish/dist/install.sh`);
      assertEquals(script.includes('REPOSITORY="some-one/lockstep"'), true);
    },
  );
}

testUnless(
  NOT_HERE,
  "release.yml makes nothing of a tag that is not deno.json's version",
  async () => {
    using releasing = await startRelease("1.2.3", { tag: "v1.2.4" });
    assertThrows(() => releasing.run("check"), Error, "v1.2.3 is expected");
    assertEquals(namesIn(releasing.artifacts), []);
  },
);

testUnless(
  NOT_HERE,
  "release.yml stops at an executable of another commit, or of changed files",
  async () => {
    for (const commit of ["0123456789ab", "HEAD+"]) {
      using releasing = await startRelease("1.2.3", { commit });
      const { run } = releasing;
      for (const name of ["check", "build"]) run(name);
      assertThrows(() => run("test"), Error, "rev-parse");
    }
  },
);

testUnless(
  NOT_HERE,
  "release.yml publishes nothing if a file is not the one that was built",
  async () => {
    using releasing = await startRelease("1.2.3");
    const { top, run, artifacts } = releasing;
    for (const name of ["check", "build"]) run(name);
    putFile(`${artifacts}/release/${thisFile("1.2.3")}`, "another");
    assertThrows(() => run("publish"), Error, "sha256sum");
    assertEquals(namesIn(top).includes("said.txt"), false);
  },
);

/** Makes a repository with a version and its executables, as `deno task compile:all` leaves them. */
async function startRelease(
  version: string,
  { tag = `v${version}`, commit = "HEAD" } = {},
): Promise<Releasing> {
  const folders = testFolders();
  const { top } = folders;
  const [checkout, artifacts] = [`${top}/checkout`, `${top}/artifacts`];
  for (const name of ["artifacts", "bin", "publish"]) {
    putFolder(`${top}/${name}`);
  }
  putProgram(`${top}/bin/deno`, DENO);
  putProgram(
    `${top}/bin/gh`,
    `#!/bin/sh\nprintf '%s\\n' "$GH_REPO" "$GH_TOKEN" "$@" > '${top}/said.txt'\n`,
  );
  const head = makeRepository(checkout, version);
  await putExecutables(`${checkout}/dist`, {
    version,
    commit: commit.replace("HEAD", head),
  });
  const run = (name: string): void => {
    const job = jobs[name];
    if (job === undefined) throw new Error(`There is no job ${name}`);
    runJob(job, {
      cwd: name === "publish" ? `${top}/publish` : checkout,
      artifacts,
      env: {
        ...Deno.env.toObject(),
        PATH: `${top}/bin:${Deno.env.get("PATH")}`,
        GITHUB_OUTPUT: `${top}/output.txt`,
        GITHUB_REF_NAME: tag,
        GITHUB_REPOSITORY: "some-one/lockstep",
      },
      values: {
        ...valuesOf(version),
        "github.workspace": checkout,
        "needs.check.outputs.version": outputOf(`${top}/output.txt`),
      },
    });
  };
  const end = (): void => folders[Symbol.dispose]();
  return { top, run, artifacts, [Symbol.dispose]: end };
}

/** Returns the first digits of the commit. */
function makeRepository(path: string, version: string): string {
  copyCheckout(path);
  // Where the tests run the bundle, that comes along.
  removeAll(`${path}/dist`);
  for (const name of ["release", "docs"]) {
    mustRun("cp", "-R", `${CHECKOUT}/${name}`, path);
  }
  const own = readFile("deno.json")
    .replace(`"version": "${manifest.version}"`, `"version": "${version}"`);
  putFile(`${path}/deno.json`, own);
  putFile(
    `${path}/CHANGELOG.md`,
    `# Changes\n\n## ${version} (2026-12-31)\n\n- All that is new.\n`,
  );
  const git = (...words: string[]): string =>
    mustRun("git", "-C", path, ...words);
  git("init", "--quiet");
  git("add", ".");
  const author = ["-c", "user.name=Ann", "-c", "user.email=ann@example.org"];
  git(...author, "commit", "--quiet", "--message", `lockstep ${version}`);
  return git("rev-parse", "--short=12", "HEAD").trim();
}

/** Puts what says its version, and otherwise does what the checkout does, in the place of each executable. */
async function putExecutables(
  folder: string,
  { version, commit }: { readonly version: string; readonly commit: string },
): Promise<void> {
  putFolder(folder);
  let sums = "";
  for (const target of TARGETS) {
    const path = `${folder}/${fileName(version, target)}`;
    putProgram(
      path,
      `#!/bin/sh
# For ${target.triple}.
case $* in
  --version) echo "lockstep ${version} (commit ${commit})" ;;
  *) exec '${Deno.execPath()}' run -A '${CHECKOUT}/main.ts' "$@" ;;
esac
`,
    );
    sums += await sumLine(path);
  }
  putFile(`${folder}/SHA256SUMS`, sums);
}

function putProgram(path: string, text: string): void {
  putFile(path, text);
  Deno.chmodSync(path, 0o755);
}

/** What GitHub knows of a run, and of the machine for this system. */
function valuesOf(version: string): Readonly<Record<string, string>> {
  return {
    "github.repository": "some-one/lockstep",
    "github.token": "secret",
    "matrix.target": thisFile(version).slice(`lockstep-${version}-`.length),
    "matrix.end": "",
  };
}

/** Returns the version that a job has told the others. */
function outputOf(path: string): string {
  if (!exists(path)) return "";
  return /^version=(.*)$/m.exec(readText(path))?.[1] ?? "";
}
