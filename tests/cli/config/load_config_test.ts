import {
  chooseJobs,
  configPath,
  loadConfig,
} from "../../../src/cli/config/load_config.ts";
import { UsageError } from "../../../src/cli/usage_error.ts";
import { assert, assertEquals, assertThrows } from "../../support/assert.ts";
import { notPosix, testUnless } from "../../support/conditions.ts";
import { putFile } from "../../support/files.ts";
import { testFolders } from "../../support/folders.ts";

function job(name: string, rest = ""): string {
  return `[[job]]\nname = "${name}"\nsource = "s"\nreplica = "${name}"\n${rest}\n`;
}

testUnless(
  notPosix(),
  "configPath() is lockstep.toml in the current folder where none is named",
  () => {
    assertEquals(configPath(undefined), `${Deno.cwd()}/lockstep.toml`);
    assertEquals(configPath("a/b.toml"), `${Deno.cwd()}/a/b.toml`);
    assertEquals(configPath("/a/b.toml"), "/a/b.toml");
  },
);

testUnless(
  notPosix(),
  "loadConfig() reads paths as relative to the file",
  async () => {
    using folders = testFolders();
    const path = `${folders.top}/lockstep.toml`;
    putFile(path, job("a"));
    const config = await loadConfig(path);
    assertEquals(config.path, path);
    assertEquals(config.jobs[0]?.given.positionals, [
      `${folders.top}/s`,
      `${folders.top}/a`,
    ]);
  },
);

testUnless(
  notPosix(),
  "loadConfig() tells of files with rules that cannot be read, all of them",
  async () => {
    using folders = testFolders();
    const path = `${folders.top}/lockstep.toml`;
    putFile(
      path,
      `${job("a", 'exclude-from = "nowhere"')}${
        job("b", 'exclude-from = ["nor", "here"]')
      }`,
    );
    const error: unknown = await loadConfig(path).catch((error) => error);
    assert(error instanceof UsageError);
    assertEquals(error.message, `"${path}" has 3 mistakes:`);
    assertEquals(
      error.details,
      [
        `${path}:5: exclude-from: cannot read "${folders.top}/nowhere", named by exclude-from: no such file or folder (ENOENT)`,
        `${path}:10: exclude-from: cannot read "${folders.top}/nor", named by exclude-from: no such file or folder (ENOENT)`,
        `${path}:10: exclude-from: cannot read "${folders.top}/here", named by exclude-from: no such file or folder (ENOENT)`,
      ],
    );
  },
);

testUnless(
  notPosix(),
  "loadConfig() tells of files with rules that cannot be read together with all else, by line",
  async () => {
    using folders = testFolders();
    const path = `${folders.top}/lockstep.toml`;
    putFile(
      path,
      `[defaults]\nexclude-from = "nor"\n${job("a", "checksum = 1")}${
        job("b", 'threads = 99\nexclude-from = "nowhere"')
      }${job("c", 'exclude = "a**b**c**d**e"')}`,
    );
    const error: unknown = await loadConfig(path).catch((error) => error);
    assert(error instanceof UsageError);
    assertEquals(
      error.details.map((line) =>
        line.slice(path.length).split(":").slice(1, 3).join("")
      ),
      [
        "2 exclude-from",
        "7 checksum",
        "12 threads",
        "13 exclude-from",
        "18 exclude",
      ],
    );
  },
);

testUnless(
  notPosix(),
  "loadConfig() tells of files with rules that cannot be read beside broken lines, and of jobs that lack something",
  async () => {
    using folders = testFolders();
    const path = `${folders.top}/lockstep.toml`;
    putFile(
      path,
      `${job("a", 'exclude-from = "nowhere"')}interval = 10m
[[job]]\nexclude-from = ["nor", "here"]\n`,
    );
    const error: unknown = await loadConfig(path).catch((error) => error);
    assert(error instanceof UsageError);
    assertEquals(
      error.details.map((line) =>
        line.slice(path.length).replace(/ (named|expected) .*/, "")
      ),
      [
        `:5: exclude-from: cannot read "${folders.top}/nowhere",`,
        ":6: interval: this is no value:",
        ":7: name: this job has none:",
        ":7: source: this job has none:",
        ":7: replica: this job has none:",
        `:8: exclude-from: cannot read "${folders.top}/nor",`,
        `:8: exclude-from: cannot read "${folders.top}/here",`,
      ],
    );
  },
);

testUnless(
  notPosix(),
  "chooseJobs() keeps the order of the file, and knows only what is in it",
  async () => {
    using folders = testFolders();
    const path = `${folders.top}/lockstep.toml`;
    putFile(path, `${job("a")}${job("b")}${job("c")}`);
    const config = await loadConfig(path);
    const names = (chosen: readonly string[]): readonly string[] =>
      chooseJobs(config, chosen).map(({ name }) => name);
    assertEquals(names([]), ["a", "b", "c"]);
    assertEquals(names(["c", "a", "c"]), ["a", "c"]);
    assertThrows(
      () => names(["a", "d"]),
      UsageError,
      `there is no job "d" in "${path}": expected "a", "b", "c"`,
    );
    putFile(path, `${job("photos")}${job("docs")}`);
    const others = await loadConfig(path);
    for (const name of ["photo", "Photos", "fotos"]) {
      assertThrows(
        () => chooseJobs(others, [name]),
        UsageError,
        `there is no job "${name}" in "${path}": did you mean "photos"?`,
      );
    }
  },
);
