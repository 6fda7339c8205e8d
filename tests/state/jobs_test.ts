import {
  type JobMemory,
  lockRunner,
  recallJobs,
  rememberJob,
} from "../../src/state/jobs.ts";
import { assert, assertEquals, assertRejects } from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import { putFile } from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import { mountTmpfs, noMounts } from "../support/mounts.ts";

const PHOTOS: JobMemory = {
  name: "photos",
  timetable: "every 600000 ms",
  started: 1_795_000_000_123,
  ended: 1_795_000_001_456,
  status: 0,
  summary: "The replica equals the source",
};

function by(holder: string): Parameters<typeof lockRunner>[1] {
  return { holder, patienceMs: 0 };
}

Deno.test("recallJobs() returns nothing where nothing was remembered", async () => {
  using folders = testFolders();
  const place = { folder: `${folders.top}/state`, config: "/c.toml" };
  assertEquals(await recallJobs(place), []);
});

Deno.test("recallJobs() returns the last of what was remembered of each job of the file", async () => {
  using folders = testFolders();
  const place = { folder: `${folders.top}/state`, config: "/c.toml" };
  const docs = { ...PHOTOS, name: "docs", status: 3, summary: "Refused" };
  await rememberJob(place, { ...PHOTOS, status: 1 });
  await rememberJob(place, docs);
  await rememberJob(place, PHOTOS);
  await rememberJob({ ...place, config: "/d.toml" }, { ...docs, status: 4 });
  const byName = new Map(
    (await recallJobs(place)).map((memory) => [memory.name, memory]),
  );
  assertEquals(byName, new Map([["photos", PHOTOS], ["docs", docs]]));
});

testUnless(
  noMounts(),
  "recallJobs() returns nothing where a full disk kept it from being remembered",
  async () => {
    using folders = testFolders();
    using disk = mountTmpfs(`${folders.top}/disk`, "size=16k");
    putFile(`${disk.path}/filler`, new Uint8Array(16_384));
    const place = { folder: `${disk.path}/state`, config: "/c.toml" };
    await assertRejects(() => rememberJob(place, PHOTOS), Error, "full");
    assertEquals(await recallJobs(place), []);
  },
);

Deno.test("recallJobs() fails where there is something else", async () => {
  using folders = testFolders();
  const place = { folder: `${folders.top}/state`, config: "/c.toml" };
  await rememberJob(place, PHOTOS);
  for await (const { name } of Deno.readDir(place.folder)) {
    putFile(
      `${place.folder}/${name}`,
      "no database, but long enough to be one",
    );
  }
  await assertRejects(() => recallJobs(place), Error, "not a database");
});

Deno.test("lockRunner() lets one run the jobs of a file, and tells who", async () => {
  using folders = testFolders();
  const place = { folder: `${folders.top}/state`, config: "/c.toml" };
  const first = await lockRunner(place, by("process 7"));
  assert(first.kind === "mine");
  const second = await lockRunner(place, by("process 8"));
  assertEquals(second, { kind: "taken", holder: "process 7" });
  const other = await lockRunner(
    { ...place, config: "/d.toml" },
    by("process 8"),
  );
  assert(other.kind === "mine");
  first.lock[Symbol.dispose]();
  const third = await lockRunner(place, by("process 9"));
  assert(third.kind === "mine");
  for (const { lock } of [other, third]) lock[Symbol.dispose]();
});
