import { Console } from "../../src/output/console.ts";
import { assert, assertEquals, assertRejects } from "../support/assert.ts";
import { collectedStream, type StreamOptions } from "../support/collected.ts";

Deno.test("print() does not wait, flush() does", async () => {
  const stream = collectedStream();
  const console = new Console(stream);
  console.print("one\n");
  assertEquals(stream.text(), "");
  await console.flush();
  assertEquals(stream.text(), "one\n");
});

const STREAMS: Readonly<Record<string, StreamOptions>> = {
  "that takes all at once": {},
  "that takes a few bytes at a time": { mostAtOnce: 3 },
  "that is full now and then": {
    mostAtOnce: 3,
    before: (calls) => {
      if (calls % 4 === 2) throw new Deno.errors.WouldBlock();
    },
  },
};

for (const [name, options] of Object.entries(STREAMS)) {
  Deno.test(`the console puts all texts in order and whole on a stream ${name}`, async () => {
    const stream = collectedStream(options);
    const console = new Console(stream);
    const texts = ["one\n", "", "zw\u00f6lf\n", "\u{1f5c2} long ".repeat(20)];
    for (const text of texts) console.print(text);
    await console.flush();
    assertEquals(stream.text(), texts.join(""));
  });
}

Deno.test("the console drops the rest when nobody reads any more", async () => {
  let calls = 0;
  const stream = collectedStream({
    mostAtOnce: 4,
    before: () => {
      if (++calls > 1) throw new Deno.errors.BrokenPipe();
    },
  });
  const console = new Console(stream);
  console.print("one two three\n");
  console.print("four\n");
  await console.flush();
  console.print("five\n");
  await console.flush();
  assertEquals(stream.text(), "one ");
  assertEquals(calls, 2);
});

Deno.test("the console hides no bug of its stream", async () => {
  const console = new Console({
    write: () => Promise.reject("not an error"),
  });
  console.print("one\n");
  const flush = (): Promise<void> =>
    console.flush().catch((reason) => {
      throw new TypeError(String(reason));
    });
  await assertRejects(flush, TypeError, "not an error");
});

/** A status line as it is drawn, and what takes it away. */
const drawn = (line: string): string => `\u001b[?7l${line}\u001b[?7h\r`;
const ERASE = "\r\u001b[K\u001b7\u001b[B\u001b[J\u001b8";

Deno.test("a status line is below all that is printed, is replaced, and leaves nothing behind", async () => {
  const stream = collectedStream();
  const console = new Console(stream, { status: true });
  const steps = [
    () => console.print("one\n"),
    () => console.showStatus("half"),
    () => console.print(new TextEncoder().encode("zw\u00f6lf\n")),
    () => console.showStatus("half"),
    () => console.showStatus("most"),
    () => console.showStatus(""),
    () => console.showStatus(""),
    () => console.print("three\n"),
  ];
  for (const step of steps) {
    step();
    await console.flush();
  }
  assertEquals(
    stream.text(),
    `one\n${drawn("half")}${ERASE}zw\u00f6lf\n${drawn("half")}${ERASE}${
      drawn("most")
    }${ERASE}three\n`,
  );
});

Deno.test("of the status lines that come while text is on its way only the last is drawn", async () => {
  const stream = collectedStream({ mostAtOnce: 3 });
  const console = new Console(stream, { status: true });
  console.showStatus("a");
  console.print("one\n");
  console.showStatus("b");
  console.showStatus("c");
  await console.flush();
  assertEquals(stream.text(), drawn("c") + `${ERASE}one\n${drawn("c")}`);
  console.print("two\n");
  console.showStatus("");
  await console.flush();
  assert(stream.text().endsWith(`${drawn("c")}${ERASE}two\n`));
});

Deno.test("of several status lines the first is shown until it ends", async () => {
  const stream = collectedStream();
  const console = new Console(stream, { status: true });
  const lines = [["a", 1], ["b", 2], ["A", 1], ["", 1], ["", 2]] as const;
  for (const [line, owner] of lines) {
    console.showStatus(line, owner);
    await console.flush();
    if (line !== "A") continue;
    const others = [1, 2, 3].map((owner) => console.othersThan(owner));
    assertEquals(others, [1, 1, 2]);
  }
  assertEquals(
    stream.text(),
    `${drawn("a")}${ERASE}${drawn("A")}${ERASE}${drawn("b")}${ERASE}`,
  );
});

Deno.test("the console is busy until all that was printed has gone out", async () => {
  const console = new Console(collectedStream());
  assertEquals(console.isBusy, false);
  console.print("one\n");
  console.print("two\n");
  assertEquals(console.isBusy, true);
  await console.flush();
  assertEquals(console.isBusy, false);
});
