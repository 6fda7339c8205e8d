import type { Job, Step } from "./workflows.ts";

/** Where the lines of a job are run, and what GitHub would tell them. */
export interface WorkflowPlace {
  readonly cwd: string;
  /** Where artifacts are kept from one job to the next, each in a folder. */
  readonly artifacts: string;
  readonly env: Readonly<Record<string, string>>;
  /** What stands in `${{ }}`, by the words in it. */
  readonly values: Readonly<Record<string, string>>;
}

/**
 * Runs what a job has bash do, as GitHub calls it, and hands artifacts on. What
 * other actions do is left out, and conditions are taken as met.
 * @throws {Error} with what a step said, if it fails
 */
export function runJob(job: Job, place: WorkflowPlace): void {
  for (const step of job.steps) {
    const run = step.run ?? toBash(step, place);
    if (run === undefined) continue;
    const { success, stdout, stderr } = new Deno.Command("bash", {
      args: ["--noprofile", "--norc", "-eo", "pipefail", "-c", run],
      cwd: place.cwd,
      clearEnv: true,
      env: {
        ...place.env,
        ...fillAll(job.env, place),
        ...fillAll(step.env, place),
      },
      stdin: "null",
    }).outputSync();
    if (success) continue;
    const [out, err] = [stdout, stderr]
      .map((bytes) => new TextDecoder().decode(bytes));
    throw new Error(`${run} failed: ${out}${err}`);
  }
}

/** Returns what stands for an action that keeps artifacts or gets them; `undefined` for others. */
function toBash(step: Step, place: WorkflowPlace): string | undefined {
  const inputs = step.with ?? {};
  const [name, path] = [inputs.name, inputs.path].map((text) =>
    fill(`${text}`, place)
  );
  const kept = `"${place.artifacts}/${name}"`;
  switch (step.uses?.split("@")[0]) {
    case "actions/upload-artifact":
      return `mkdir ${kept} && cp ${
        path?.trim().split("\n").join(" ")
      } ${kept}`;
    case "actions/download-artifact":
      return `mkdir -p "${path}" && cp ${kept}/* "${path}"`;
    default:
      return undefined;
  }
}

function fillAll(
  variables: Readonly<Record<string, string>> = {},
  place: WorkflowPlace,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(variables).map(([name, text]) => [name, fill(text, place)]),
  );
}

function fill(text: string, { values }: WorkflowPlace): string {
  return text.replace(/\$\{\{ (.*?) \}\}/g, (_, words: string) => {
    const value = values[words];
    if (value === undefined) throw new Error(`Nobody knows ${words}`);
    return value;
  });
}
