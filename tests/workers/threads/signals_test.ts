import { SharedSignals } from "../../../src/workers/threads/signals.ts";
import { assertEquals } from "../../support/assert.ts";

Deno.test("signals say nothing at first", () => {
  const signals = new SharedSignals();
  assertEquals([signals.stop.isSet(), signals.isHungry()], [false, false]);
});

Deno.test("signals are heard by all who share their memory", () => {
  const here = new SharedSignals();
  const there = new SharedSignals(here.buffer);
  here.setHungry(true);
  assertEquals([there.stop.isSet(), there.isHungry()], [false, true]);
  here.setStop();
  here.setHungry(false);
  assertEquals([there.stop.isSet(), there.isHungry()], [true, false]);
});

Deno.test("signals of two runs have nothing to do with each other", () => {
  const one = new SharedSignals();
  const other = new SharedSignals();
  one.setStop();
  assertEquals(other.stop.isSet(), false);
});

Deno.test("signals are heard on another thread, in the middle of its work", async () => {
  const signals = new SharedSignals();
  const script = `
    self.onmessage = ({ data }) => {
      const flags = new Int32Array(data);
      self.postMessage("at work");
      while (Atomics.load(flags, 0) === 0) Atomics.wait(flags, 0, 0, 1);
      self.postMessage("stopped");
    };`;
  const url = URL.createObjectURL(new Blob([script]));
  const worker = new Worker(url, { type: "module" });
  const said: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  worker.onmessage = ({ data }: MessageEvent<string>) => {
    said.push(data);
    if (data === "at work") signals.setStop();
    else resolve();
  };
  worker.postMessage(signals.buffer);
  await promise;
  worker.terminate();
  URL.revokeObjectURL(url);
  assertEquals(said, ["at work", "stopped"]);
});
