import { DURABLE_SCENARIOS } from "./durable.ts";
import { emptyProgram } from "./empty.ts";
import { LOOP_SCENARIO } from "./loop.ts";
import type { Bench, Contestant, Scenario } from "./scenario.ts";
import {
  diskMeant,
  type FloorWork,
  forgetPasses,
  lockstep,
  mirrorWith,
  type Tool,
} from "./tools.ts";
import {
  buildChain,
  buildEmptyFolders,
  buildTree,
  copyTree,
  filePath,
  removeAll,
  type TreeSpec,
  writeFile,
} from "./trees.ts";
import { verifyReplica } from "./verify.ts";

const MIRRORS: readonly Tool[] = ["lockstep", "rsync", "rclone"];
const COPIERS: readonly Tool[] = [...MIRRORS, "cp"];

/** What the tools have in common in a scenario. */
interface MirrorWork {
  readonly tools: readonly Tool[];
  /** Makes the source. */
  readonly build: (source: string) => void;
  /** Brings a replica into the state before a run. */
  readonly prepare: (replica: string) => void;
  /** Makes what `prepare` starts from, once. @default nothing */
  readonly base?: (source: string, replica: string) => void;
  readonly checksum?: boolean;
  /** @default the floor takes no part */
  readonly floor?: FloorWork;
}

/** Returns a scenario in which each tool brings a replica of its own up to a source. */
function mirrorScenario(
  words: Pick<Scenario, "name" | "title" | "bar">,
  work: (bench: Bench) => MirrorWork,
): Scenario {
  return { ...words, setUp: (bench) => contestants(bench, work(bench)) };
}

function contestants(bench: Bench, work: MirrorWork): readonly Contestant[] {
  const source = `${bench.dir}/source`;
  work.build(source);
  const hasFloor = work.floor?.[diskMeant(bench.lockstep)] !== undefined;
  const tools = hasFloor ? [...work.tools, "floor" as const] : work.tools;
  return tools.filter(bench.isInstalled).map((tool) => {
    const replica = `${bench.dir}/replica-${tool}`;
    work.base?.(source, replica);
    return {
      name: tool,
      run: mirrorWith(tool, {
        source,
        replica,
        checksum: work.checksum ?? false,
        floor: work.floor,
      }, bench.lockstep),
      prepare: () => {
        if (work.prepare === nothing) return;
        work.prepare(replica);
        forgetPasses(bench.dir);
      },
      verify: (round) => {
        verifyReplica(source, replica, {
          contents: round === 0,
          metadata: tool !== "rclone" && tool !== "floor",
        });
      },
    };
  });
}

/** Copies a tree as it is, by a program that is not among those measured where that matters. */
function copyAll(source: string, replica: string): void {
  if (Deno.build.os === "windows") return copyTree(source, replica);
  const { success } = new Deno.Command("cp", { args: ["-a", source, replica] })
    .outputSync();
  if (!success) throw new Error(`Cannot copy ${source} to ${replica}`);
}

const nothing = (): void => {};

/** 100,000 files of 1 KiB in 1,000 folders, at full scale. */
function smallFiles({ scale }: Bench): TreeSpec {
  return {
    folders: Math.round(1000 * scale),
    filesPerFolder: 100,
    bytesPerFile: 1024,
    seed: 1,
  };
}

function oneFolder({ scale }: Bench): TreeSpec {
  return {
    folders: 1,
    filesPerFolder: Math.round(100_000 * scale),
    bytesPerFile: 1024,
    seed: 2,
  };
}

function largeFiles(scale: number): TreeSpec {
  const bytesPerFile = Math.round(256 * scale) * 1024 * 1024;
  return { folders: 1, filesPerFolder: 8, bytesPerFile, seed: 3 };
}

/** A first copy of what `build` makes. */
function firstCopy(
  build: (bench: Bench, source: string) => void,
): (bench: Bench) => MirrorWork {
  return (bench) => ({
    tools: COPIERS,
    build: (source) => build(bench, source),
    prepare: removeAll,
  });
}

/** A pass over what is equal already. */
function noOp(
  build: (bench: Bench, source: string) => void,
  floor: FloorWork = {},
): (bench: Bench) => MirrorWork {
  return (bench) => ({
    tools: MIRRORS,
    floor,
    build: (source) => build(bench, source),
    base: copyAll,
    prepare: nothing,
  });
}

const buildSmall = (bench: Bench, source: string): void =>
  buildTree(source, smallFiles(bench));
const buildOne = (bench: Bench, source: string): void =>
  buildTree(source, oneFolder(bench));

function buildLarge({ scale }: Bench, source: string): void {
  buildTree(source, largeFiles(scale));
  const huge = { ...largeFiles(scale * 8), filesPerFolder: 1, seed: 4 };
  buildTree(`${source}/huge`, huge);
}

/** All scenarios, in the order of the table in bench/README.md. */
export const SCENARIOS: readonly Scenario[] = [
  mirrorScenario(
    {
      name: "first-small",
      title: "first copy, 100,000 files of 1 KiB in 1,000 folders",
      bar: 0.6,
    },
    firstCopy(buildSmall),
  ),
  mirrorScenario(
    { name: "no-op-small", title: "no-op pass on the same", bar: 0.65 },
    noOp(buildSmall, { portable: "no-op" }),
  ),
  mirrorScenario(
    { name: "changes", title: "1 % changed, 1 % new, 1 % removed", bar: 0.7 },
    changes,
  ),
  mirrorScenario(
    {
      name: "first-large",
      title: "first copy, one file of 2 GiB and 8 of 256 MiB",
      bar: 0.5,
    },
    firstCopy(buildLarge),
  ),
  mirrorScenario(
    {
      name: "checksum-small",
      title: "--checksum, equal trees of small files",
      bar: 0.8,
    },
    (bench) => ({
      ...noOp(buildSmall, { portable: "checksum" })(bench),
      checksum: true,
    }),
  ),
  mirrorScenario(
    {
      name: "checksum-large",
      title: "--checksum, equal trees, 8 files of 256 MiB",
      bar: 0.7,
    },
    (bench) => ({
      ...noOp(({ scale }, source) => buildTree(source, largeFiles(scale)))(
        bench,
      ),
      checksum: true,
    }),
  ),
  mirrorScenario(
    {
      name: "first-one-folder",
      title: "first copy, 100,000 files in one folder",
      bar: 0.75,
    },
    firstCopy(buildOne),
  ),
  mirrorScenario(
    { name: "no-op-one-folder", title: "no-op pass on the same", bar: 0.85 },
    noOp(buildOne),
  ),
  mirrorScenario(
    {
      name: "first-chain",
      title: "first copy, a chain of 500 folders",
      bar: 0.9,
    },
    firstCopy((_, source) => buildChain(source, 500)),
  ),
  mirrorScenario(
    {
      name: "first-empty-folders",
      title: "first copy, 100,000 empty folders",
      bar: 0.9,
    },
    firstCopy(({ scale }, source) =>
      buildEmptyFolders(source, Math.round(100_000 * scale))
    ),
  ),
  mirrorScenario(
    { name: "no-op-empty-folders", title: "no-op pass on the same", bar: 0.9 },
    noOp(({ scale }, source) =>
      buildEmptyFolders(source, Math.round(100_000 * scale))
    ),
  ),
  mirrorScenario(
    {
      name: "no-op-million",
      title: "no-op pass, 1,000,000 files of 64 B",
      bar: 0.65,
    },
    million,
  ),
  LOOP_SCENARIO,
  mirrorScenario(
    { name: "remove", title: "removing 100,000 files", bar: 0.65 },
    removal,
  ),
  startScenario("help", { bar: 1.5 }),
  startScenario("version", { bar: 2 }),
  ...DURABLE_SCENARIOS,
  mirrorScenario({ name: "empty", title: "--once on an empty pair" }, () => ({
    tools: ["lockstep", "rsync"],
    build: (source) => Deno.mkdirSync(source),
    base: (_, replica) => Deno.mkdirSync(replica),
    prepare: nothing,
  })),
];

/** A start that does next to nothing, beside that of a program that does nothing. */
function startScenario(
  name: "help" | "version",
  { bar }: { readonly bar: number },
): Scenario {
  return {
    name,
    title: `--${name}, beside an empty Deno program`,
    base: "empty",
    bar,
    setUp: ({ dir, lockstep: options }) => [
      { name: "empty", run: emptyProgram(dir, options) },
      { name: "lockstep", run: lockstep([`--${name}`], options) },
    ],
  };
}

/** The replica is one generation behind: 1 % of its files are old, 1 % too many, 1 % missing. */
function changes(bench: Bench): MirrorWork {
  const spec = smallFiles(bench);
  const count = spec.folders * spec.filesPerFolder;
  return {
    tools: MIRRORS,
    floor: { native: "changes-libc", portable: "changes" },
    build: (source) => buildTree(source, spec),
    base: copyAll,
    prepare: (replica) => {
      for (let index = 0; index < count; index += 100) {
        writeFile(filePath(replica, { spec, index }), {
          spec,
          index,
          version: 1,
        });
        removeAll(filePath(replica, { spec, index: index + 33 }));
        writeFile(`${filePath(replica, { spec, index: index + 66 })}.old`, {
          spec,
          index,
        });
      }
    },
  };
}

/** Without rclone: three replicas of a million files do not fit into 24 GiB of memory beside their source. */
function million(bench: Bench): MirrorWork {
  const spec = smallFiles(bench);
  const folders = spec.folders * 10;
  const build = (source: string): void =>
    buildTree(source, { ...spec, folders, bytesPerFile: 64 });
  return {
    tools: ["lockstep", "rsync"],
    build,
    base: copyAll,
    prepare: nothing,
  };
}

/** The source has lost all but a few of the replica's files. */
function removal(bench: Bench): MirrorWork {
  const spec = smallFiles(bench);
  const extras = `${bench.dir}/extras`;
  return {
    tools: MIRRORS,
    floor: { native: "unlink", portable: "remove" },
    build: (source) => {
      buildTree(source, { ...spec, folders: 10 });
      buildTree(extras, spec);
    },
    base: copyAll,
    prepare: (replica) => copyAll(extras, `${replica}/extras`),
  };
}
