import type { RelativePath } from "../../../src/model/paths/path.ts";
import { RULES_NAME } from "../../../src/model/rules/rule.ts";
import { JobDoer } from "../../../src/workers/do_job.ts";
import type { Reply } from "../../../src/workers/job.ts";
import { assert, assertEquals } from "../../support/assert.ts";
import { quietSignals, settingsFor } from "../../support/contexts.ts";
import { filters } from "../../support/filters.ts";
import { testFolders } from "../../support/folders.ts";
import { testDisk } from "../../support/test_disk.ts";

Deno.test("what is to be copied is measured without what filters leave out", async () => {
  using folders = testFolders({
    source: {
      made: {
        "a.o": "12345",
        b: "12",
        large: "1".repeat(20),
        deep: { [RULES_NAME]: "x", x: "12345", y: "123" },
        out: { z: "12345" },
      },
    },
    replica: {},
  });
  const doer = new JobDoer({ disk: testDisk, signals: quietSignals() });
  const options = {
    filters: filters({ exclude: ["*.o", "out/"], mostBytes: 10 }),
  };
  await ask(doer, { kind: "begin", settings: settingsFor(folders, options) });
  const missing = [{ folder: "made" as RelativePath, names: undefined }];
  const reply = await ask(doer, { kind: "measure", missing });
  assert(reply.kind === "measured");
  // The rules themselves are a byte.
  assertEquals([reply.files, reply.bytes, reply.rest], [3, 6, []]);
});

Deno.test("measuring that meets the first rules of a pass is handed back, and done by the next job", async () => {
  using folders = testFolders({
    source: { made: { [RULES_NAME]: "x", x: "12345", y: "123" } },
    replica: {},
  });
  const doer = new JobDoer({ disk: testDisk, signals: quietSignals() });
  const settings = settingsFor(folders, { filters: filters() });
  await ask(doer, { kind: "begin", settings });
  const missing = [{ folder: "made" as RelativePath, names: undefined }];
  const first = await ask(doer, { kind: "measure", missing });
  assert(first.kind === "measured");
  assertEquals([first.files, first.rest], [0, missing]);
  const second = await ask(doer, { kind: "measure", missing: first.rest });
  assert(second.kind === "measured");
  assertEquals([second.files, second.bytes, second.rest], [2, 4, []]);
  assertEquals(second.folderRules?.map(({ folder }) => folder), ["made"]);
});

async function ask(
  doer: JobDoer,
  job: Parameters<JobDoer["do"]>[0],
): Promise<Reply> {
  await doer.load(job);
  return doer.do(job);
}
