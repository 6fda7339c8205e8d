import { assert, assertEquals } from "../support/assert.ts";
import { Canary } from "../support/canary.ts";
import { notPosix, testUnless } from "../support/conditions.ts";
import { exists, putLink, rename } from "../support/files.ts";
import { type TestFolders, testFolders } from "../support/folders.ts";
import { mirrorAfter } from "../support/meanwhile.ts";
import { mirror } from "../support/mirror.ts";
import { file, folder, readTree, type Tree } from "../support/tree.ts";

/** All that a pass can do to an entry is to be done in `a/b`, and to `a/b` itself. */
const SOURCE: Tree = {
  "top.txt": "new",
  a: {
    "new.txt": "new",
    b: folder({
      "new.txt": "new",
      "changed.txt": "changed",
      "mended.txt": file("mended", { mode: 0o600, time: 1_500_000_000_000 }),
      "retyped": "was a folder",
      new: { "new.txt": "new" },
    }, { mode: 0o700 }),
  },
};

const REPLICA: Tree = {
  a: {
    b: {
      "changed.txt": "old",
      "mended.txt": "mended",
      "retyped": { "x.txt": "x" },
      "extra.txt": "extra",
      extra: { deep: { "x.txt": "x" } },
    },
  },
};

/** Where links are planted; "" is the root. */
const PLACES = ["", "a", "a/b", "a/b/extra", "a/b/retyped"];

for (const place of PLACES) {
  const where = place === "" ? "the root" : place;

  testUnless(
    notPosix(),
    `a link in the replica in the place of ${where}, planted between survey and change, leads nothing outside`,
    async () => {
      using folders = testFolders({ source: SOURCE, replica: REPLICA });
      using canary = new Canary(`${folders.top}/outside`, REPLICA);
      await mirrorAfter(({ replica }) => {
        plant(`${replica}/${place}`, `${canary.path}/${place}`);
      }, folders);
      canary.assertUntouched();
    },
  );

  testUnless(
    notPosix(),
    `a link in the replica in the place of ${where}, planted in the middle of the changes, leads nothing outside`,
    async () => {
      using folders = testFolders({ source: SOURCE, replica: REPLICA });
      using canary = new Canary(`${folders.top}/outside`, REPLICA);
      // The first outcome comes when changes have begun, and their folders are known.
      let isPlanted = false;
      await mirror(folders, {
        onEvent: ({ kind }) => {
          if (kind !== "outcomes" || isPlanted) return;
          isPlanted = true;
          plant(`${folders.replica}/${place}`, `${canary.path}/${place}`);
        },
      });
      assert(isPlanted);
      canary.assertUntouched();
    },
  );
}

for (const place of PLACES.slice(1)) {
  testUnless(
    notPosix(),
    `a link in the replica in the place of ${place}, planted before the pass, gives way to what the source has`,
    async () => {
      using folders = testFolders({ source: SOURCE, replica: REPLICA });
      using canary = new Canary(`${folders.top}/outside`, REPLICA);
      plant(`${folders.replica}/${place}`, `${canary.path}/${place}`);
      const { report } = await mirror(folders);
      canary.assertUntouched();
      assertEquals(report.tally.failed, 0);
      assertEquals(readTree(folders.replica), readTree(folders.source));
    },
  );
}

/** What is read of the source, with links to somebody's secrets in its place. */
const SECRETS: Tree = {
  "new.txt": "secret",
  "changed.txt": "secret",
  b: { "new.txt": "secret", "changed.txt": "secret", new: { x: "secret" } },
};

for (const place of ["", "a", "a/b", "a/b/new", "a/b/changed.txt"]) {
  const where = place === "" ? "the root" : place;
  const target = place.replace(/^a\/?/, "");

  testUnless(
    notPosix(),
    `a link in the source in the place of ${where}, planted between survey and change, is not read through`,
    async () => {
      using folders = testFolders({ source: SOURCE, replica: REPLICA });
      using canary = new Canary(`${folders.top}/outside`, SECRETS);
      await mirrorAfter(({ source }) => {
        plant(`${source}/${place}`, `${canary.path}/${target}`);
      }, folders);
      canary.assertUntouched();
      assertNoSecrets(folders);
    },
  );

  if (place === "") continue;
  testUnless(
    notPosix(),
    `a link in the source in the place of ${where}, planted before the pass, is copied as a link`,
    async () => {
      using folders = testFolders({ source: SOURCE, replica: REPLICA });
      using canary = new Canary(`${folders.top}/outside`, SECRETS);
      plant(`${folders.source}/${place}`, `${canary.path}/${target}`);
      await mirror(folders);
      canary.assertUntouched();
      assertEquals(
        await Deno.readLink(`${folders.replica}/${place}`),
        `${canary.path}/${target}`.replace(/\/$/, ""),
      );
      assertEquals(readTree(folders.replica), readTree(folders.source));
    },
  );
}

/** Puts a link in the place of what is at a path. */
function plant(path: string, target: string): void {
  const place = path.replace(/\/$/, "");
  if (exists(place)) rename(place, `${place}.away`);
  putLink(place, target.replace(/\/$/, ""));
}

function assertNoSecrets({ replica }: TestFolders): void {
  const found = Object.entries(readTree(replica))
    .filter(([, facts]) => facts.includes("secret"));
  assertEquals(found, []);
}
