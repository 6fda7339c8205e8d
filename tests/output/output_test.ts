import {
  fileOutput,
  lateOutput,
  OutputFailure,
  ReaderGone,
  streamOutput,
  wholeOutput,
} from "../../src/output/output.ts";
import { assert, assertEquals, assertRejects } from "../support/assert.ts";
import { collectedStream } from "../support/collected.ts";
import { notPosix, testUnless } from "../support/conditions.ts";
import { testFolders } from "../support/folders.ts";
import { link, namesIn, readText } from "../support/tree.ts";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

Deno.test("streamOutput() writes all, however little the stream takes at a time", async () => {
  const written: number[] = [];
  const output = streamOutput({
    write: (bytes) => {
      written.push(...bytes.subarray(0, 2));
      return Promise.resolve(Math.min(2, bytes.length));
    },
  });
  await output.write(encode("abcde"));
  await output.finish();
  await output.drop();
  assertEquals(new TextDecoder().decode(new Uint8Array(written)), "abcde");
});

Deno.test("wholeOutput() writes nothing before it is finished, and then all", async () => {
  const stream = collectedStream();
  const [first, second] = [wholeOutput(stream), wholeOutput(stream)];
  await first.write(encode("a"));
  await second.write(encode("c"));
  await first.write(encode("b"));
  assertEquals(stream.text(), "");
  await second.finish();
  await first.finish();
  await first.drop();
  assertEquals(stream.text(), "cab");
});

Deno.test("streamOutput() says why nothing can be written, and whether somebody has seen enough", async () => {
  const fail = (error: Error): Promise<void> =>
    streamOutput({ write: () => Promise.reject(error) }).write(encode("a"));
  const full = await fail(new Error("full")).catch((error) => error);
  assert(full instanceof OutputFailure && !(full instanceof ReaderGone));
  assertEquals(full.message, "full");
  await assertRejects(
    () => fail(new Deno.errors.BrokenPipe("broken")),
    ReaderGone,
    "broken",
  );
});

Deno.test("wholeOutput() mixes up nothing that is finished at the same time", async () => {
  let written = "";
  let isBroken = false;
  const stream = {
    write: async (bytes: Uint8Array): Promise<number> => {
      await new Promise((resolve) => setTimeout(resolve));
      if (isBroken) throw new Deno.errors.BrokenPipe("broken");
      written += new TextDecoder().decode(bytes.subarray(0, 2));
      return Math.min(2, bytes.length);
    },
  };
  const [first, second] = [wholeOutput(stream), wholeOutput(stream)];
  await first.write(encode("abc"));
  await second.write(encode("123"));
  await first.write(encode("def"));
  await Promise.all([second.finish(), first.finish()]);
  assertEquals(written, "123abcdef");
  isBroken = true;
  await assertRejects(() => first.finish(), OutputFailure, "broken");
  isBroken = false;
  await second.finish();
  assertEquals(written, "123abcdef123");
});

Deno.test("fileOutput() leaves a file alone until it is finished", async () => {
  using folders = testFolders({ source: { list: "old" } });
  const path = `${folders.source}/list`;
  const output = await fileOutput(path);
  await output.write(encode("new "));
  assertEquals(readText(path), "old");
  await output.write(encode("text"));
  await output.finish();
  await output.drop();
  assertEquals(readText(path), "new text");
  assertEquals(namesIn(folders.source), ["list"]);
});

Deno.test("fileOutput() leaves nothing when it is given up", async () => {
  using folders = testFolders({ source: {} });
  const output = await fileOutput(`${folders.source}/list`);
  await output.write(encode("half"));
  await output.drop();
  assertEquals(namesIn(folders.source), []);
});

Deno.test("fileOutput() leaves nothing where it cannot take its place", async () => {
  using folders = testFolders({ source: {} });
  const path = `${folders.source}/list`;
  const output = await fileOutput(path);
  await Deno.mkdir(path);
  await assertRejects(() => output.finish(), OutputFailure);
  await output.drop();
  assertEquals(namesIn(folders.source), ["list"]);
});

testUnless(notPosix(), "fileOutput() replaces nothing but files", async () => {
  using folders = testFolders({ source: { list: {}, link: link("list") } });
  const { source } = folders;
  const make = (name: string) => () => fileOutput(`${source}/${name}`);
  await assertRejects(make("list"), OutputFailure, "it is no file");
  await assertRejects(make("link"), OutputFailure, "it is a link");
  assertEquals(namesIn(source), ["link", "list"]);
});

Deno.test("lateOutput() opens nothing before there is something to write", async () => {
  using folders = testFolders({ source: {} });
  const path = `${folders.source}/list`;
  await lateOutput(() => fileOutput(path)).drop();
  assertEquals(namesIn(folders.source), []);
  const output = lateOutput(() => fileOutput(path));
  await output.write(encode("a"));
  await output.write(encode("b"));
  await output.finish();
  assertEquals(readText(path), "ab");
});

Deno.test("fileOutput() says that there is no such folder", async () => {
  using folders = testFolders();
  const path = `${folders.top}/missing/list`;
  await assertRejects(() => fileOutput(path), OutputFailure);
});
