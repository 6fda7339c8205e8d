import { inlinePool } from "../../../src/workers/threads/inline.ts";
import { assert } from "../../support/assert.ts";
import { TEST_DISK } from "../../support/test_disk.ts";

const LONG_MS = 10_000;

Deno.test("jobs on the thread that asks for them leave signals and timers their turn", async () => {
  using pool = await inlinePool(TEST_DISK);
  let hadTurn = false;
  setTimeout(() => hadTurn = true, 0);
  const began = performance.now();
  while (!hadTurn && performance.now() - began < LONG_MS) {
    await pool.run({ kind: "learn", rules: [] });
  }
  assert(hadTurn, `Nothing else had its turn in ${LONG_MS} ms`);
});
