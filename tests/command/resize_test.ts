import { assertEquals, assertMatch } from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import { putSparse } from "../support/files.ts";
import { type ProgramFolders, programFolders } from "../support/program.ts";
import { noTmux, startInWindow, type TmuxWindow } from "../support/tmux.ts";
import { DEFAULT_TIME } from "../support/tree.ts";

const TIB = 2 ** 40;

/** With its name the status line takes more than 50 columns, and fewer than 100. */
const NAME = "a-name-that-needs-a-second-row";

/** Two trees with a file that takes long to compare. */
function longWork(): ProgramFolders {
  const folders = programFolders({ source: {}, replica: {} });
  putSparse(`${folders.source}/${NAME}`, TIB);
  putSparse(`${folders.replica}/${NAME}`, TIB, DEFAULT_TIME + 1000);
  return folders;
}

const WIDE = /^comparing: 1 entry, .* {2}a-name-that-needs-a-second-row$/;
const NARROW = /^comparing: 1 entry, .* {2}\.\.\.[a-z-]*-row$/;

/** Waits until the status line has been drawn so often, which says each time how far it is. */
async function seeDrawn(terminal: TmuxWindow, line: RegExp): Promise<void> {
  const seen = new Set<string>();
  while (seen.size < 3) seen.add(await terminal.waitFor(line));
}

// In two rows what a narrower window makes of the status line fills all of it.
for (const rows of [2, 10]) {
  testUnless(
    noTmux,
    `the status line leaves nothing behind, on the screen or above it, when a window of ${rows} rows is made narrower and wider`,
    async () => {
      using folders = longWork();
      const { source, replica } = folders;
      using terminal = await startInWindow(
        [source, replica, "--once"],
        folders,
        { columns: 120, rows },
      );
      await seeDrawn(terminal, WIDE);
      terminal.resize({ columns: 50, rows });
      await seeDrawn(terminal, NARROW);
      terminal.resize({ columns: 100, rows });
      await seeDrawn(terminal, WIDE);
      terminal.press("C-c");
      await terminal.end();
      const lines = terminal.text.split("\n").filter((line) => line !== "");
      assertMatch(lines.join("\n"), /Stopped by user \(SIGINT\)/);
      assertEquals(lines.filter((line) => /compar|second/.test(line)), []);
    },
  );
}
