import { JsonLine } from "../../src/output/json_line.ts";
import {
  type Output,
  OutputFailure,
  ReaderGone,
} from "../../src/output/output.ts";
import { assert, assertEquals } from "../support/assert.ts";

/** An output that keeps what it gets, and fails after so many writes. */
function memoryOutput(
  mostWrites = Infinity,
  failure = new OutputFailure("no room"),
): Output & {
  readonly blocks: string[];
  readonly ends: string[];
} {
  const blocks: string[] = [];
  const ends: string[] = [];
  return {
    blocks,
    ends,
    write: (bytes) => {
      if (blocks.length >= mostWrites) {
        return Promise.reject(failure);
      }
      blocks.push(new TextDecoder().decode(bytes));
      return Promise.resolve();
    },
    finish: () => Promise.resolve(void ends.push("finished")),
    drop: () => Promise.resolve(void ends.push("dropped")),
  };
}

Deno.test("JsonLine writes fields and lists as one object on one line", async () => {
  const output = memoryOutput();
  const line = new JsonLine(output, "test");
  line.set({ a: 1, left: undefined });
  line.openList("list");
  line.addItem({ b: "x" });
  line.addItem({ b: "y" });
  line.closeList();
  line.set({});
  line.setList("none", []);
  line.set({ c: "\u202e\udcff\n" });
  assertEquals(await line.end(), undefined);
  assertEquals(
    output.blocks.join(""),
    String
      .raw`{"version":1,"command":"test","a":1,"list":[{"b":"x"},{"b":"y"}],"none":[],"c":"\u202e\udcff\n"}` +
      "\n",
  );
  assertEquals(output.ends, ["finished"]);
});

Deno.test("JsonLine has at least the version and the command", async () => {
  const output = memoryOutput();
  await new JsonLine(output, "test").end();
  assertEquals(output.blocks, ['{"version":1,"command":"test"}\n']);
});

Deno.test("JsonLine writes long lists out while they grow", async () => {
  const output = memoryOutput();
  const line = new JsonLine(output, "test");
  line.openList("list");
  for (let index = 0; index < 100_000; index++) line.addItem({ index });
  line.closeList();
  await line.end();
  assert(output.blocks.length > 3, `${output.blocks.length} blocks`);
  assert(output.blocks.every((block) => block.length < 300_000));
  const { list } = JSON.parse(output.blocks.join("")) as { list: unknown[] };
  assertEquals(list.length, 100_000);
});

Deno.test("JsonLine tells at its end what could not be written, and gives the rest up", async () => {
  const output = memoryOutput(1);
  const line = new JsonLine(output, "test");
  line.openList("list");
  for (let index = 0; index < 100_000; index++) line.addItem({ index });
  line.closeList();
  assertEquals(await line.end(), "no room");
  assertEquals(output.blocks.length, 1);
  assertEquals(output.ends, ["dropped"]);
});

Deno.test("JsonLine takes it for no failure that its reader has seen enough", async () => {
  const line = new JsonLine(memoryOutput(0, new ReaderGone("gone")), "test");
  assertEquals(await line.end(), undefined);
});
