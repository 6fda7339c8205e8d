import { parseArgs } from "@std/cli/parse-args";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { bundle } from "../release/bundle.ts";
import { type DiskChoice, DISKS } from "../src/model/settings.ts";
import { describeMachine } from "./machine.ts";
import { measure, type Measured, spreadOf } from "./measure.ts";
import type { Bench, Contestant, Scenario } from "./scenario.ts";
import { SCENARIOS } from "./scenarios.ts";
import { formatTable, type Row } from "./table.ts";
import {
  type LockstepOptions,
  stateHome,
  type Tool,
  versionOf,
} from "./tools.ts";

/** What the command line asks for. */
interface BenchOptions {
  readonly scenarios: readonly Scenario[];
  readonly tools: readonly Tool[];
  readonly scale: number;
  readonly runs: number;
  readonly dir: string;
  readonly json: boolean;
  readonly lockstep: LockstepOptions;
}

const MAIN = fileURLToPath(new URL("../main.ts", import.meta.url));
const BUNDLE = fileURLToPath(new URL("../dist/program", import.meta.url));

const USUAL: readonly Tool[] = ["lockstep", "rsync", "cp", "rclone"];
const TOOLS: readonly Tool[] = [...USUAL, "floor"];

if (import.meta.main) await main(Deno.args);

async function main(args: readonly string[]): Promise<void> {
  const options = await parse(args);
  const versions = await findVersions(options);
  const machine = {
    ...await describeMachine(options.dir),
    versions: Object.fromEntries(versions),
  };
  const missing = options.tools.filter((tool) => !versions.has(tool));
  if (!options.json) write(describe(machine, options, missing));
  const rows: Row[] = [];
  for (const scenario of options.scenarios) {
    const of = await runScenario(scenario, {
      ...options,
      isInstalled: (tool) => versions.has(tool),
    });
    rows.push(...of);
    if (!options.json) write(formatTable(of));
  }
  if (options.json) write(JSON.stringify({ machine, rows }, null, 2));
}

async function parse(args: readonly string[]): Promise<BenchOptions> {
  const given = parseArgs(args, {
    string: [
      "scenario",
      "tool",
      "scale",
      "runs",
      "dir",
      "executable",
      "permissions",
      "disk",
    ],
    boolean: ["json", "source"],
    collect: ["scenario", "tool"],
    unknown: (argument: string) => {
      throw new Error(
        `Unknown argument "${argument}"; bench/README.md lists them`,
      );
    },
  });
  const names: readonly string[] = given.scenario;
  for (const name of names) {
    if (SCENARIOS.some((scenario) => scenario.name === name)) continue;
    const known = SCENARIOS.map((scenario) => scenario.name).join(", ");
    throw new Error(`There is no scenario "${name}", only ${known}`);
  }
  return {
    scenarios: names.length === 0
      ? SCENARIOS.filter(({ onRequest }) => onRequest !== true)
      : SCENARIOS.filter(({ name }) => names.includes(name)),
    tools: parseTools(given.tool),
    scale: Number(given.scale ?? "1"),
    runs: Number(given.runs ?? "5"),
    dir: given.dir ?? await defaultDir(),
    json: given.json,
    lockstep: {
      program: given.executable ?? await ownProgram(given.source),
      permissions: (given.permissions ?? "-A").split(" "),
      disk: parseDisk(given.disk),
    },
  };
}

/** Linux has a tmpfs for everybody. */
async function defaultDir(): Promise<string> {
  const shared = "/dev/shm";
  return await Deno.stat(shared).then(() => shared, () => tmpdir());
}

/** Returns the module to run: the checkout's own, or the bundle that executables are made of. */
async function ownProgram(isSource: boolean): Promise<string> {
  if (isSource) return MAIN;
  await bundle({ folder: BUNDLE, commit: null });
  return `${BUNDLE}/main.js`;
}

function parseTools(names: readonly string[]): readonly Tool[] {
  if (names.length === 0) return USUAL;
  const chosen = TOOLS.filter((tool) => names.includes(tool));
  if (chosen.length === names.length) return chosen;
  throw new Error(`The tools are ${TOOLS.join(", ")}`);
}

function parseDisk(name: string | undefined): DiskChoice {
  const choice = DISKS.find((disk) => disk === (name ?? "auto"));
  if (choice !== undefined) return choice;
  throw new Error(`There is no disk "${name}", only ${DISKS.join(", ")}`);
}

async function findVersions(
  { tools, lockstep }: Pick<BenchOptions, "tools" | "lockstep">,
): Promise<ReadonlyMap<Tool, string>> {
  const versions = new Map<Tool, string>();
  for (const tool of tools) {
    const version = await versionOf(tool, lockstep);
    if (version !== undefined) versions.set(tool, version);
  }
  return versions;
}

/** Runs a scenario: a warm-up each, and then all contestants in turns. */
async function runScenario(
  scenario: Scenario,
  { dir, scale, runs, lockstep, isInstalled }:
    & Pick<BenchOptions, "dir" | "scale" | "runs" | "lockstep">
    & Pick<Bench, "isInstalled">,
): Promise<readonly Row[]> {
  const own = await Deno.makeTempDir({ dir, prefix: "lockstep-bench-" });
  let contestants: readonly Contestant[] = [];
  Deno.env.set("XDG_STATE_HOME", stateHome(own));
  try {
    contestants = scenario.setUp({ dir: own, scale, lockstep, isInstalled });
    const results = new Map<string, Measured[]>(
      contestants.map(({ name }) => [name, []]),
    );
    for (let round = 0; round <= runs; round++) {
      for (const contestant of rotated(contestants, round)) {
        const measured = await runOnce(contestant, round);
        if (round > 0) results.get(contestant.name)?.push(measured);
      }
    }
    return toRows(scenario, results);
  } finally {
    for (const { close } of contestants) close?.();
    await Deno.remove(own, { recursive: true });
  }
}

async function runOnce(
  { prepare, run, settle, verify }: Contestant,
  round: number,
): Promise<Measured> {
  prepare?.();
  const measured = typeof run === "function"
    ? { wallMs: await run(), cpuMs: undefined, peakBytes: undefined }
    : await measure(run);
  const settled = settle === undefined ? undefined : await measure(settle);
  verify?.(round);
  if (settled === undefined) return measured;
  return { ...measured, settledMs: measured.wallMs + settled.wallMs };
}

/** Each goes first in turn, so that none always finds the caches that another left. */
function rotated<Item>(items: readonly Item[], by: number): readonly Item[] {
  const first = by % items.length;
  return [...items.slice(first), ...items.slice(0, first)];
}

function toRows(
  scenario: Scenario,
  results: ReadonlyMap<string, readonly Measured[]>,
): readonly Row[] {
  const base = medianWall(results.get(scenario.base ?? "rsync"));
  return [...results].map(([tool, runs]) => {
    const wall = spreadOf(runs.map(({ wallMs }) => wallMs));
    return {
      scenario: scenario.name,
      title: scenario.title,
      tool,
      wallMs: wall.median,
      leastMs: wall.least,
      mostMs: wall.most,
      cpuMs: median(runs.map(({ cpuMs }) => cpuMs)),
      peakBytes: median(runs.map(({ peakBytes }) => peakBytes)),
      ratio: base === undefined ? undefined : wall.median / base,
      settledMs: median(runs.map(({ settledMs }) => settledMs)),
      bar: tool === (scenario.judged ?? "lockstep") ? scenario.bar : undefined,
    };
  });
}

function medianWall(runs: readonly Measured[] | undefined): number | undefined {
  return median((runs ?? []).map(({ wallMs }) => wallMs));
}

function median(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : spreadOf(known).median;
}

function describe(
  machine: Readonly<Record<string, unknown>>,
  { scale, runs, dir }: BenchOptions,
  missing: readonly Tool[],
): string {
  const lines = [
    JSON.stringify(machine, null, 2),
    `scale ${scale}, ${runs} runs after a warm-up, in ${dir}`,
  ];
  if (missing.length > 0) lines.push(`not installed: ${missing.join(", ")}`);
  return `${lines.join("\n")}\n`;
}

function write(text: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${text}\n`));
}
