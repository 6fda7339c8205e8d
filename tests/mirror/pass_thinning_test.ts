import type { KeepRule } from "../../src/model/trash/thinning.ts";
import { passName } from "../../src/model/trash/trash.ts";
import { assert, assertEquals, assertMatch } from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import { putFile, putLink } from "../support/files.ts";
import { type TestFolders, testFolders } from "../support/folders.ts";
import { mirror, type Mirrored } from "../support/mirror.ts";
import { mountTmpfs, noMounts } from "../support/mounts.ts";
import { passesIn } from "../support/trashes.ts";
import { namesIn, readText, readTree, writeTree } from "../support/tree.ts";

const DAY_MS = 86_400_000;

/** Folders with a trash of passes so many days ago, each with a version and a list of what it made. */
async function agedFolders(
  days: readonly number[],
): Promise<TestFolders & { readonly trash: string }> {
  const folders = testFolders({ source: { a: "a" }, replica: { a: "a" } });
  const trash = `${folders.replica}.versions`;
  await mirror(folders, { trash: { kind: "beside" } });
  for (const name of namesOf(days)) {
    writeTree(`${trash}/${name}`, { sub: { b: "b" } });
    putFile(`${trash}/${name}.created`, '"b"\n');
  }
  return { ...folders, trash };
}

const NOW = Date.now();

function namesOf(days: readonly number[]): readonly string[] {
  return days.map((day) => passName(NOW - day * DAY_MS));
}

/** Runs a pass that changes one file. */
function thinned(folders: TestFolders, keep: KeepRule): Promise<Mirrored> {
  putFile(`${folders.source}/a`, "changed");
  return mirror(folders, { trash: { kind: "beside" }, options: { keep } });
}

const RULES: Readonly<Record<string, [KeepRule, readonly number[]]>> = {
  "an age keeps what is younger": [{ ageMs: 10 * DAY_MS }, [9, 1]],
  "a number keeps the latest, this pass among them": [{ passes: 2 }, [1]],
  "of an age and a number, either keeps: the age": [
    { ageMs: 25 * DAY_MS, passes: 1 },
    [20, 9, 1],
  ],
  "of an age and a number, either keeps: the number": [
    { ageMs: 2 * DAY_MS, passes: 4 },
    [20, 9, 1],
  ],
};

for (const [what, [rule, left]] of Object.entries(RULES)) {
  Deno.test(`after a pass that ended well the trash is thinned out: ${what}`, async () => {
    using folders = await agedFolders([40, 30, 20, 9, 1]);
    const { events, report } = await thinned(folders, rule);
    assertEquals(report.ending, { kind: "done" });
    const passes = passesIn(folders.trash).map((path) => path.slice(-24));
    assertEquals(passes.slice(0, -1), namesOf(left));
    assertEquals(
      namesIn(folders.trash).filter((name) => name.endsWith(".created")),
      namesOf(left).map((name) => `${name}.created`),
    );
    const gone = namesOf(
      [40, 30, 20, 9, 1].filter((day) => !left.includes(day)),
    );
    const said = events.flatMap((event) =>
      event.kind === "said" ? [event.text] : []
    ).slice(1);
    assertEquals(
      said,
      gone.map((name) =>
        `removed the old versions of ${name} from the trash: 2 entries`
      ),
    );
    const marker = JSON.parse(readText(`${folders.trash}/lockstep-trash.json`));
    assert(marker.since >= (gone.at(-1) ?? ""));
  });
}

Deno.test("a pass in which something failed removes no old version", async () => {
  using folders = await agedFolders([40]);
  writeTree(folders.source, { b: "file" });
  writeTree(folders.replica, { b: { c: "c" } });
  putFile(`${folders.source}/a`, "changed");
  const { report } = await mirror(folders, {
    trash: { kind: "beside" },
    options: { keep: { passes: 1 }, removals: false },
  });
  assertEquals(report.tally.failed, 1);
  assertEquals(passesIn(folders.trash).length, 2);
});

Deno.test("thinning removes nothing that does not look like a pass, and follows no link", async () => {
  using folders = await agedFolders([40]);
  const [old = ""] = namesOf([41]);
  const own = {
    "2020": { a: "a" },
    "2020-01-01T00-00-00.000Z.txt": "mine",
    "2020-01-01": { b: "b" },
  };
  writeTree(folders.trash, own);
  writeTree(`${folders.top}/outside`, { precious: "precious" });
  putFile(`${folders.trash}/2020-01-02T00-00-00.000Z`, "a file");
  const [aged = ""] = namesOf([40]);
  if (Deno.build.os !== "windows") {
    putLink(`${folders.trash}/${old}`, `${folders.top}/outside`);
    putLink(
      `${folders.trash}/${aged}/sub/link`,
      `${folders.top}/outside`,
    );
  }
  const outside = readTree(`${folders.top}/outside`);
  await thinned(folders, { passes: 1 });
  assertEquals(readTree(`${folders.top}/outside`), outside);
  const names = namesIn(folders.trash);
  for (const name of Object.keys(own)) assert(names.includes(name), name);
  assert(names.includes("2020-01-02T00-00-00.000Z"));
  assert(!names.includes(aged));
});

Deno.test("a thinning that fails is told, and the replica is equal all the same", async () => {
  using folders = await agedFolders([40]);
  const lost = `${folders.trash}/lockstep-trash.json`;
  putFile(`${folders.source}/a`, "changed");
  const { events, report } = await mirror(folders, {
    trash: { kind: "beside" },
    options: { keep: { passes: 1 } },
    onEvent: (event) => {
      if (event.kind === "outcomes") Deno.removeSync(lost);
    },
  });
  assertEquals(report.ending, { kind: "done" });
  const said = events.flatMap((event) =>
    event.kind === "said" && event.level === "warn" ? [event.text] : []
  );
  assertMatch(
    said.join(),
    /^the trash is not thinned out: cannot thin out the trash: /,
  );
  assertEquals(passesIn(folders.trash).length, 2);
});

testUnless(
  noMounts(),
  "a thinning that meets something in use says in which pass, and the next one goes on with it",
  async () => {
    using folders = await agedFolders([40, 30]);
    const [old = ""] = passesIn(folders.trash);
    const name = old.slice(folders.trash.length + 1);
    {
      using _disk = mountTmpfs(`${old}/used`, "size=64k");
      const { events } = await thinned(folders, { passes: 1 });
      const said = events.flatMap((event) =>
        event.kind === "said" && event.level === "warn" ? [event.text] : []
      );
      assertMatch(
        said.join(),
        new RegExp(
          `^the trash is not thinned out: in "${name}": cannot remove .+: .*(in use|busy).*\\. The next pass tries it again$`,
        ),
      );
      assertEquals(passesIn(folders.trash).length, 3);
    }
    await thinned(folders, { passes: 1 });
    assertEquals(passesIn(folders.trash).length, 1);
  },
);
