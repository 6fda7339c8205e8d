import { DURABILITIES } from "../src/model/settings.ts";
import type { Bench, Contestant, Scenario } from "./scenario.ts";
import { forgetPasses, mirrorWith, type Tool } from "./tools.ts";
import { buildTree, type TreeSpec } from "./trees.ts";
import { verifyReplica } from "./verify.ts";

/** A program with the durability it is asked for. */
interface Durable {
  readonly tool: Tool;
  readonly flags: readonly string[];
}

const DURABLES: readonly Durable[] = [
  ...DURABILITIES.map((durable): Durable => ({
    tool: "lockstep",
    flags: ["--durable", durable],
  })),
  { tool: "rsync", flags: [] },
  { tool: "rsync", flags: ["--fsync"] },
];

/** What flushing costs a first copy; to be run in a folder of a disk (`--dir`). */
export const DURABLE_SCENARIOS: readonly Scenario[] = [
  durableScenario("small", {
    title: "100,000 files of 1 KiB in 1,000 folders",
    spec: (scale) => ({
      folders: Math.round(1000 * scale),
      filesPerFolder: 100,
      bytesPerFile: 1024,
      seed: 1,
    }),
  }),
  durableScenario("large", {
    title: "eight files of 256 MiB",
    spec: (scale) => ({
      folders: 1,
      filesPerFolder: 8,
      bytesPerFile: Math.round(256 * scale) * 1024 * 1024,
      seed: 3,
    }),
  }),
];

function durableScenario(
  name: string,
  { title, spec }: {
    readonly title: string;
    readonly spec: (scale: number) => TreeSpec;
  },
): Scenario {
  return {
    name: `durable-${name}`,
    title: `first copy, ${title}; ratio to --durable off`,
    onRequest: true,
    base: nameOf({ tool: "lockstep", flags: ["--durable", "off"] }),
    judged: nameOf({ tool: "lockstep", flags: ["--durable", "pass"] }),
    bar: 1.25,
    setUp: (bench) => {
      const source = `${bench.dir}/source`;
      buildTree(source, spec(bench.scale));
      return DURABLES.filter(({ tool }) => bench.isInstalled(tool))
        .map((durable, index) =>
          contestant(durable, {
            bench,
            source,
            replica: `${bench.dir}/replica-${index}`,
          })
        );
    },
  };
}

/** What one program is to copy, and where. */
interface Place {
  readonly bench: Bench;
  readonly source: string;
  readonly replica: string;
}

/**
 * Nothing of another run is left to be written when a program starts, and all
 * of the source is in memory. Replicas stay to the end: on a disk that is
 * mounted with "discard", what is removed has the next flush wait. How long it
 * takes until all is on the disk is measured as well: what a program leaves to
 * the system is not done yet.
 */
function contestant(
  durable: Durable,
  { bench, source, replica }: Place,
): Contestant {
  const { command, args } = mirrorWith(
    durable.tool,
    { source, replica },
    bench.lockstep,
  );
  return {
    name: nameOf(durable),
    run: { command, args: [...args, ...durable.flags] },
    prepare: () => {
      putAside(replica);
      forgetPasses(bench.dir);
      runQuietly("sh", ["-c", 'tar cf - "$1" | cat >/dev/null', "sh", source]);
      runQuietly("sync", []);
    },
    settle: { command: "sync", args: ["--file-system", bench.dir] },
    verify: (round) => {
      const contents = round === 0;
      verifyReplica(source, replica, { contents, metadata: true });
    },
  };
}

function nameOf({ tool, flags }: Durable): string {
  return [tool, ...flags].join(" ");
}

function putAside(replica: string): void {
  try {
    Deno.renameSync(replica, `${replica}-${crypto.randomUUID()}`);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

function runQuietly(command: string, args: readonly string[]): void {
  const { success } = new Deno.Command(command, { args: [...args] })
    .outputSync();
  if (!success) throw new Error(`${command} ${args.join(" ")} failed`);
}
