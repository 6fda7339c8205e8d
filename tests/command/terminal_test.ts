import {
  assert,
  assertEquals,
  assertStringIncludes,
} from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import { exists, putFolder, rename } from "../support/files.ts";
import { programFolders, runOnce, snapshot } from "../support/program.ts";
import { namesIn, readText, readTree } from "../support/tree.ts";
import {
  accident,
  answer,
  ANY_QUESTION,
  assertStatus,
  noTerminal,
  QUESTION,
  SOURCE_QUESTION,
  startAtTerminal,
} from "./at_terminal.ts";

for (const text of ["y\r", "Y\r", "yes\r", " yes \r"]) {
  testUnless(
    noTerminal,
    `lockstep asks at a terminal about a plan that looks like an accident, and carries it out after ${
      JSON.stringify(text)
    }`,
    async () => {
      using folders = accident();
      const finished = await answer(folders, text);
      assertStatus(finished, 0);
      assertEquals(readTree(folders.replica), readTree(folders.source));
      assertStringIncludes(finished.stdout, 'removed "a.txt"');
      assertStringIncludes(finished.stdout, "The replica equals the source");
    },
  );
}

/** What is not a yes: no, Enter, anything else, and the end of the input. */
for (const text of ["n\r", "no\r", "\r", "yellow\r", "ja\r", "\u0004"]) {
  testUnless(
    noTerminal,
    `lockstep refuses at a terminal a plan that looks like an accident after ${
      JSON.stringify(text)
    }, and exits 3`,
    async () => {
      using folders = accident();
      const before = snapshot(folders.replica);
      const finished = await answer(folders, text);
      assertStatus(finished, 3);
      assertStringIncludes(finished.stdout, "Refused, nothing was changed");
      assertEquals(snapshot(folders.replica), before);
    },
  );
}

for (const [text, code] of [["y\r", 0], ["n\r", 3]] as const) {
  testUnless(
    noTerminal,
    `lockstep asks at a terminal about a replica that is another folder, and exits ${code} after ${
      JSON.stringify(text)
    }`,
    async () => {
      using folders = programFolders({ source: { "a.txt": "a" } });
      assertStatus(await runOnce(folders), 0);
      rename(folders.replica, `${folders.replica}.away`);
      putFolder(folders.replica);
      const finished = await answer(folders, text);
      assertStatus(finished, code);
      assertStringIncludes(finished.stdout, "is another folder than before");
      assertEquals(namesIn(folders.replica), code === 0 ? ["a.txt"] : []);
    },
  );
}

testUnless(
  noTerminal,
  "lockstep says before it asks what would be removed, and logs it nowhere as a question",
  async () => {
    using folders = accident();
    const finished = await answer(folders, "n\r");
    assertStringIncludes(
      finished.stdout,
      "the source is empty: it would remove 2 of the replica's 2 entries",
    );
    assert(!ANY_QUESTION.test(readText(folders.log)), readText(folders.log));
  },
);

testUnless(
  noTerminal,
  "lockstep stops at a question on Ctrl-C, changes nothing and exits 130",
  async () => {
    using folders = accident();
    const before = snapshot(folders.replica);
    const finished = await answer(folders, "\u0003");
    assertStatus(finished, 130);
    assertStringIncludes(finished.stdout, "Stopped by user (SIGINT)");
    assertEquals(snapshot(folders.replica), before);
  },
);

testUnless(
  noTerminal,
  "lockstep asks at a terminal whether to make a missing source, and makes it after y",
  async () => {
    using folders = programFolders();
    const { source, replica } = folders;
    const finished = await answer(folders, "y\r", SOURCE_QUESTION);
    assertStatus(finished, 0);
    assertEquals(namesIn(source), []);
    assertEquals(namesIn(replica), []);
  },
);

for (const text of ["n\r", "\r"]) {
  testUnless(
    noTerminal,
    `lockstep makes no source at a terminal after ${
      JSON.stringify(text)
    }, and exits 4`,
    async () => {
      using folders = programFolders();
      const finished = await answer(folders, text, SOURCE_QUESTION);
      assertStatus(finished, 4);
      assertStringIncludes(finished.stdout, "does not exist");
      assertEquals(namesIn(folders.top), ["here", "state"]);
    },
  );
}

testUnless(
  noTerminal,
  "lockstep makes no source on Ctrl-C at the question",
  async () => {
    using folders = programFolders();
    await answer(folders, "\u0003", SOURCE_QUESTION);
    assertEquals(namesIn(folders.top), ["here", "state"]);
  },
);

testUnless(
  noTerminal,
  "lockstep does not loop at a terminal without a source that nobody wants made",
  async () => {
    using folders = programFolders();
    await using program = startAtTerminal(folders, ["1h"]);
    await program.stdout.waitFor(SOURCE_QUESTION);
    await program.type("n\r");
    assertStatus(await program.finished, 4);
  },
);

testUnless(
  noTerminal,
  "lockstep asks two questions after each other",
  async () => {
    using folders = programFolders({ replica: { "a.txt": "a" } });
    await using program = startAtTerminal(folders);
    await program.stdout.waitFor(SOURCE_QUESTION);
    await program.type("y\r");
    await program.stdout.waitFor(QUESTION);
    await program.type("n\r");
    assertStatus(await program.finished, 3);
    assert(exists(folders.source));
    assertEquals(namesIn(folders.replica), ["a.txt"]);
  },
);
