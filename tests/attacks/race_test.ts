import { assert } from "../support/assert.ts";
import { Canary } from "../support/canary.ts";
import { notRoot, testUnless } from "../support/conditions.ts";
import { look, putLink } from "../support/files.ts";
import {
  removeAll,
  type TestFolders,
  testFolders,
} from "../support/folders.ts";
import { mirror } from "../support/mirror.ts";
import { noNative } from "../support/native.ts";
import { nodeFs } from "../support/node_fs.ts";
import { howOften } from "../support/slow.ts";
import { type Swap, Swapper } from "../support/swapper.ts";
import { isPortable } from "../support/test_disk.ts";
import {
  DEFAULT_TIME,
  file,
  readTree,
  type Tree,
  writeTree,
} from "../support/tree.ts";

/** How often a link comes in each race. */
const SWAPS = howOften({ usual: 1500, slow: 20_000 });

/**
 * With `LOCKSTEP_RACE=measure` it is said, and no more, how often what lies
 * outside was touched: the figures of the portable disk in docs/security.md.
 */
const MEASURES = Deno.env.get("LOCKSTEP_RACE") === "measure";

const NAMES = Array.from({ length: 12 }, (_, index) => `file ${index}`);

function filesOf(content: string, time = DEFAULT_TIME, mode = 0o644): Tree {
  return Object.fromEntries(
    NAMES.map((name) => [name, file(content, { time, mode })]),
  );
}

/** A folder in which a pass has all kinds of work to do, in itself and two folders further down. */
function sourceTree(round: number): Tree {
  const files = filesOf(
    `round ${round}`,
    DEFAULT_TIME + round * 1000,
    round % 2 === 0 ? 0o644 : 0o600,
  );
  const fresh = { [`new ${round}`]: { ...files, deep: files } };
  return { a: { ...files, ...fresh, b: { ...files, ...fresh } } };
}

/** What only the replica has, and is to be removed. */
const EXTRA: Tree = {
  a: {
    extra: { ...filesOf("extra"), deep: filesOf("extra") },
    b: { extra: filesOf("extra") },
  },
};

/** What lies outside has the same names, so that nothing that goes astray misses it. */
const OUTSIDE: Tree = {
  a: {
    ...filesOf("secret!"),
    extra: { ...filesOf("secret!"), deep: filesOf("secret!") },
    b: { ...filesOf("secret!"), extra: filesOf("secret!") },
  },
};

/** Where links come and go. */
const RACES: Readonly<
  Record<string, { side: "source" | "replica"; places: readonly string[] }>
> = {
  "folders of the replica": {
    side: "replica",
    places: ["a", "a/b", "a/extra", "a/extra/deep"],
  },
  "files of the replica": {
    side: "replica",
    places: ["a/file 1", "a/b/file 2", "a/extra/file 3"],
  },
  "the root of the replica": { side: "replica", places: [""] },
  "folders of the source": { side: "source", places: ["a", "a/b"] },
  "files of the source": { side: "source", places: ["a/file 1", "a/b/file 2"] },
  "the root of the source": { side: "source", places: [""] },
};

for (const [name, { side, places }] of Object.entries(RACES)) {
  testUnless(
    noNative() ?? (places.includes("") ? notRoot() : undefined),
    `links that come and go in the place of ${name} lead a pass nowhere`,
    async () => {
      using folders = testFolders({ source: {}, replica: {} });
      using canary = new Canary(`${folders.top}/outside`, OUTSIDE);
      const swaps = places.map((place, index): Swap => {
        const link = `${folders.top}/link ${index}`;
        putLink(link, `${canary.path}/${place}`.replace(/\/$/, ""));
        // At the root the user's own links are followed, and nobody else's.
        if (place === "") nodeFs.lchownSync(link, 12_345, 12_345);
        return { place: `${folders[side]}/${place}`.replace(/\/$/, ""), link };
      });
      using swapper = new Swapper(swaps);
      const tally = await race({ folders, canary, swapper });
      const text = `${name}: ${tally.passes} passes, ${swapper.swaps} swaps, ` +
        `${tally.touched} passes touched what lies outside`;
      if (MEASURES) {
        await Deno.stdout.write(new TextEncoder().encode(`${text}\n`));
      }
      // Deno's calls go by paths: there the race can be lost, and is measured.
      if (!isPortable) assert(tally.touched === 0, text + tally.how);
    },
  );
}

interface Racing {
  readonly folders: TestFolders;
  readonly canary: Canary;
  readonly swapper: Swapper;
}

async function race(
  { folders, canary, swapper }: Racing,
): Promise<{ passes: number; touched: number; how: string }> {
  const tally = { passes: 0, touched: 0, how: "" };
  while (swapper.swaps < SWAPS) {
    renew(folders, tally.passes);
    swapper.start();
    await mirror(folders);
    swapper.rest();
    tally.passes++;
    try {
      canary.assertUntouched();
      assertNoSecrets(folders);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      tally.touched++;
      tally.how += `\n${error.message}`;
      canary.restore();
    }
  }
  return tally;
}

/** Gives the next pass work of all kinds: both trees are made anew, as a pass may have copied a link. */
function renew({ source, replica }: TestFolders, round: number): void {
  for (const root of [source, replica]) {
    assert(!look(root).isSymlink, `${root} was left out of its place`);
    removeAll(root);
  }
  writeTree(source, sourceTree(round));
  writeTree(replica, sourceTree(round - 1));
  writeTree(replica, EXTRA);
}

function assertNoSecrets({ replica }: TestFolders): void {
  for (const [path, facts] of Object.entries(readTree(replica))) {
    assert(!facts.includes("secret!"), `"${path}" holds what lies outside`);
  }
}
