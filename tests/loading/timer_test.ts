import { after } from "../../src/loading/timer.ts";
import { assertEquals } from "../support/assert.ts";
import { runTool } from "../support/tools.ts";

const TIMER = new URL("../../src/loading/timer.ts", import.meta.url).href;
const HOUR_MS = 3_600_000;

/** Returns what a process prints that does this with a timer, and has nothing else to do. */
function printedBy(code: string): string {
  return runTool(Deno.execPath(), [
    "eval",
    `import { after } from "${TIMER}"; ${code}`,
  ]);
}

Deno.test("after() does something later, and not before", async () => {
  const done: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  after(5, () => {
    done.push("later");
    resolve();
  });
  done.push("first");
  await promise;
  assertEquals(done, ["first", "later"]);
});

Deno.test("after() does nothing once it is called off, however often", async () => {
  const done: string[] = [];
  const timer = after(1, () => done.push("called off"));
  timer.cancel();
  timer.cancel();
  await new Promise<void>((resolve) => after(20, resolve));
  assertEquals(done, []);
  timer.cancel();
});

Deno.test("a process stays alive until its timer has gone off", () => {
  assertEquals(printedBy(`after(50, () => console.log("done"));`), "done\n");
});

Deno.test("a process whose timer is called off ends", () => {
  const code = `after(${HOUR_MS}, () => {}).cancel(); console.log("end");`;
  assertEquals(printedBy(code), "end\n");
});
