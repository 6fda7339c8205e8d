import { splitArguments } from "../../../src/cli/arguments/arguments.ts";
import {
  askToGoOn,
  type Questioning,
  readySource,
} from "../../../src/cli/sync/questions.ts";
import { parseSync } from "../../../src/cli/sync/sync_request.ts";
import { Console } from "../../../src/output/console.ts";
import { Log } from "../../../src/output/log.ts";
import { assert, assertEquals, assertMatch } from "../../support/assert.ts";
import { collectedStream } from "../../support/collected.ts";
import { notPosix, testUnless } from "../../support/conditions.ts";
import { exists, putFile } from "../../support/files.ts";
import { type TestFolders, testFolders } from "../../support/folders.ts";
import { testPool } from "../../support/pool.ts";

/** How a question goes in a test. */
interface Scene {
  readonly args?: readonly string[];
  /** What is answered; `undefined` where nobody is there to ask. */
  readonly answer?: boolean;
}

Deno.test("readySource() asks nothing about a source that is there", async () => {
  using test = scene({ answer: false }, { source: {} });
  assertEquals(await readySource(test.means), true);
  assertEquals(test.asked, []);
});

testUnless(
  notPosix(),
  "readySource() makes a missing source if that is answered with yes",
  async () => {
    using test = scene({ answer: true });
    assertEquals(await readySource(test.means), true);
    assertEquals(test.asked, [
      `The source "${test.folders.source}" does not exist. Make it?`,
    ]);
    assert(exists(test.folders.source));
  },
);

Deno.test("readySource() makes nothing if that is answered with no, and waits for nothing", async () => {
  using test = scene({ answer: false });
  assertEquals(await readySource(test.means), false);
  assertEquals(exists(test.folders.source), false);
});

Deno.test("readySource() makes nothing where nobody is there to ask, and waits for the source", async () => {
  using test = scene({});
  assertEquals(await readySource(test.means), true);
  assertEquals(exists(test.folders.source), false);
});

Deno.test("readySource() makes a missing source unasked with --create-source", async () => {
  using test = scene({ args: ["--create-source"], answer: false });
  assertEquals(await readySource(test.means), true);
  assertEquals(test.asked, []);
  assert(exists(test.folders.source));
});

for (const args of [["-n"], ["-n", "--create-source"]]) {
  Deno.test(`readySource() makes and asks nothing with ${args.join(" ")}`, async () => {
    using test = scene({ args, answer: true });
    assertEquals(await readySource(test.means), true);
    assertEquals(test.asked, []);
    assertEquals(exists(test.folders.source), false);
  });
}

Deno.test("readySource() leaves a source that cannot be made to the pass", async () => {
  using test = scene({ args: ["--create-source"] });
  putFile(`${test.folders.top}/source`, "in the way");
  assertEquals(await readySource(test.means), true);
});

const REFUSAL = { reason: "it would remove all", remedy: "Do not" };

Deno.test("askToGoOn() asks with the reason, and takes the answer", async () => {
  for (const answer of [true, false]) {
    using test = scene({ answer });
    assertEquals(await askToGoOn(REFUSAL, test.means), answer);
    assertEquals(test.asked, [
      "This looks like an accident: it would remove all.\n" +
      "Carry it out all the same?",
    ]);
  }
});

Deno.test("askToGoOn() does not go on where nobody is there to ask", async () => {
  using test = scene({});
  assertEquals(await askToGoOn(REFUSAL, test.means), false);
  assertEquals(test.asked, []);
});

for (const answer of [true, false, undefined]) {
  const where = answer === undefined ? "without" : "at";
  Deno.test(`askToGoOn() goes on unasked with --yes ${where} a terminal whose user says ${answer}, and logs it`, async () => {
    using test = scene({
      args: ["--yes"],
      ...(answer === undefined ? {} : { answer }),
    });
    assertEquals(await askToGoOn(REFUSAL, test.means), true);
    assertEquals(test.asked, []);
    await test.means.log.settle();
    assertMatch(
      test.shown(),
      /WARN {2}it would remove all; allowed by --yes\n$/,
    );
  });
}

Deno.test("a question comes after all that was logged before it", async () => {
  using test = scene({ answer: true });
  const message = "said before";
  test.means.log.write({ level: "info", action: "said", message });
  let shown = "";
  const asker = {
    isThere: true,
    yes: () => {
      shown = test.shown();
      return Promise.resolve(true);
    },
  };
  await askToGoOn(REFUSAL, { ...test.means, asker });
  assertMatch(shown, /said before\n$/);
});

interface TestScene extends Disposable {
  readonly means: Questioning;
  readonly folders: TestFolders;
  /** The questions that were asked. */
  readonly asked: readonly string[];
  /** What the console shows. */
  readonly shown: () => string;
}

function scene(
  { args = [], answer }: Scene,
  trees: Parameters<typeof testFolders>[0] = {},
): TestScene {
  const folders = testFolders(trees);
  const { source, replica } = folders;
  const request = parseSync(splitArguments([source, replica, ...args]));
  const stream = collectedStream();
  const log = new Log({
    console: new Console(stream),
    file: undefined,
    format: "text",
    quiet: false,
    now: () => new Date(0),
  });
  const asked: string[] = [];
  const means: Questioning = {
    request: request,
    named: { source, replica, log: undefined, state: undefined },
    pool: testPool(),
    log,
    asker: {
      isThere: answer !== undefined,
      yes: (question) => {
        asked.push(question);
        return Promise.resolve(answer ?? false);
      },
    },
  };
  return {
    means,
    folders,
    asked,
    shown: stream.text,
    [Symbol.dispose]: () => folders[Symbol.dispose](),
  };
}
