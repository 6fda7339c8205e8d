import { TARGETS } from "../../release/targets.ts";
import { assert, assertEquals } from "../support/assert.ts";
import { filesIn, readFile } from "../support/modules.ts";
import {
  actionlint,
  faultsOf,
  parseWorkflow,
  type Workflow,
} from "../support/workflows.ts";

const CI = ".github/workflows/ci.yml";
const RELEASE = ".github/workflows/release.yml";

Deno.test("there are two workflows", () => {
  assertEquals(filesIn(".github/workflows"), [CI, RELEASE]);
});

for (const path of [CI, RELEASE]) {
  Deno.test(`${path} keeps this project's rules`, () => {
    assertEquals(faultsOf(readFile(path)), []);
  });

  Deno.test(`actionlint finds nothing in ${path}`, async () => {
    assertEquals(await actionlint(readFile(path)), []);
  });
}

/** Ways to break a workflow: what is replaced by what, and what is said of it. */
const BROKEN: readonly (readonly [string | RegExp, string, string])[] = [
  [/@[0-9a-f]{40} # v6/, "@v6 # v6", "not pinned: - uses: actions/checkout@v6"],
  [/(@[0-9a-f]{40}) # v.*/, "$1", "not pinned: - uses: actions/checkout@"],
  [/^ {4}timeout-minutes: .*\n/m, "", "check may run for ever"],
  [/timeout-minutes: .*/, "timeout-minutes: 360", "check may run for ever"],
  [/^ {4}permissions:\n.*\n/m, "", "check has no permissions of its own"],
  ["contents: read\n", "contents: write\n", "the workflow may write"],
  [
    /^ {6}contents: read\n/m,
    "      contents: write\n",
    "check may write contents",
  ],
  ["contents: write\n", "packages: write\n", "publish may write packages"],
  [
    "persist-credentials: false",
    "fetch-depth: 1",
    "a checkout leaves its token behind",
  ],
  ["push:", "pull_request_target:", "runs a stranger's code as ours"],
  ['"$GITHUB_REPOSITORY"', "${{ github.repository }}", "put into a shell's"],
  ["name: For information, every", "name: Every", "may fail unseen: Every"],
  [
    /(?<= {2}publish:\n[^]*)steps:\n/,
    `steps:\n      - uses: actions/checkout@${"0".repeat(40)} # v6.0.2\n`,
    "publish may write, and runs what is in the repository",
  ],
  [/ +overwrite: true\n/, "", "cannot upload again"],
  ["compile:all", "compile:every", "there is no task compile:every"],
  ["release/notes.ts", "release/note.ts", "there is no release/note.ts"],
];

for (const [from, to, says] of BROKEN) {
  Deno.test(`a workflow is found out: ${says}`, () => {
    const text = readFile(RELEASE);
    const broken = text.replace(from, to);
    assert(broken !== text, "nothing was broken");
    const found = faultsOf(broken);
    assert(found.some((fault) => fault.includes(says)), found.join("\n"));
  });
}

/** Ways to break a workflow that only actionlint knows. */
const NOT_A_WORKFLOW: readonly (readonly [string, string, string])[] = [
  ["needs: check", "needs: chek", '"chek" which does not exist'],
  ["steps.notes.outputs", "steps.note.outputs", '"note" is not defined'],
  ["matrix.target }}", "matrix.tarjet }}", '"tarjet" is not defined'],
  ["fail-fast:", "fail-first:", 'unexpected key "fail-first"'],
  ["attestations: write", "attestation: write", 'scope "attestation"'],
  ["windows-2025", "windows-2026", 'label "windows-2026" is unknown'],
  ['"$GITHUB_REF_NAME" >', "${{ github.head_ref }} >", "untrusted"],
];

for (const [from, to, says] of NOT_A_WORKFLOW) {
  Deno.test(`actionlint finds ${to}`, async () => {
    const text = readFile(RELEASE);
    const broken = text.replace(from, to);
    assert(broken !== text, "nothing was broken");
    const found = await actionlint(broken);
    assert(found.some((fault) => fault.includes(says)), found.join("\n"));
  });
}

Deno.test("one action is of one version everywhere", () => {
  const text = readFile(CI) + readFile(RELEASE);
  const pinned = new Set(
    [...text.matchAll(/uses: (.*)/g)].map(([, action = ""]) => action),
  );
  const names = [...pinned].map((action) => action.split("@")[0]);
  assertEquals(names.length, new Set(names).size);
});

Deno.test("release.yml tests every target, and nothing else", () => {
  const matrix = readWorkflow(RELEASE).jobs.test?.strategy?.matrix;
  const tested = matrix?.include as Record<string, string>[];
  assertEquals(
    tested.map(({ target, end }) => `${target}${end}`),
    TARGETS.map(({ name }) =>
      name.startsWith("windows") ? `${name}.exe` : name
    ),
  );
});

Deno.test("ci.yml runs on three systems", () => {
  const { jobs } = readWorkflow(CI);
  for (const name of ["anywhere", "executable", "bench"]) {
    const systems = jobs[name]?.strategy?.matrix.os as string[];
    assertEquals(
      systems.map((label) => label.replace(/-.*/, "")),
      ["ubuntu", "macos", "windows"],
      name,
    );
  }
});

Deno.test("ci.yml asks for deno task ok, and shows what else fares how on the other systems", () => {
  const { jobs } = readWorkflow(CI);
  const ran = (job: string): readonly unknown[] =>
    jobs[job]?.steps.map(({ run }) => run) ?? [];
  assert(ran("ok").includes("deno task ok"));
  assert(ran("anywhere").includes("deno task test:anywhere"));
  assert(ran("information").includes("deno task test"));
  assertEquals(jobs.information?.strategy?.matrix.os, [
    "macos-15",
    "windows-2025",
  ]);
});

Deno.test("the oldest Deno of ci.yml is the one that README.md names", () => {
  const oldest = /With Deno \((\d+\.\d+) to/.exec(readFile("README.md"))?.[1];
  const { jobs } = readWorkflow(CI);
  assertEquals(jobs.anywhere?.strategy?.matrix.deno, ["2.x", `${oldest}.x`]);
  assertEquals(
    new Set(versionsIn(CI)),
    new Set(["2.x", `${oldest}.x`, "${{ matrix.deno }}"]),
  );
});

Deno.test("release.yml builds with the Deno that .ci/run tests with", () => {
  const tested = /npx -y deno@(\S+) "\$@"/.exec(readFile(".ci/run"))?.[1];
  assertEquals(versionsIn(RELEASE), [tested]);
});

function versionsIn(path: string): readonly unknown[] {
  const steps = Object.values(readWorkflow(path).jobs)
    .flatMap(({ steps }) => steps);
  const versions = steps.map((step) => step.with?.["deno-version"])
    .filter((version) => version !== undefined);
  return [...new Set(versions)];
}

function readWorkflow(path: string): Workflow {
  return parseWorkflow(readFile(path));
}
