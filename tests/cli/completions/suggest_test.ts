import { splitArguments } from "../../../src/cli/arguments/arguments.ts";
import {
  suggest,
  type Suggestions,
} from "../../../src/cli/completions/suggest.ts";
import {
  isOptionOf,
  OPTIONS,
  type OptionSpec,
} from "../../../src/cli/options.ts";
import { parseSchedule } from "../../../src/cli/schedule/request.ts";
import { SUBCOMMANDS } from "../../../src/cli/subcommands.ts";
import { parseSync } from "../../../src/cli/sync/sync_request.ts";
import { assert, assertEquals } from "../../support/assert.ts";

const SPECS: readonly OptionSpec[] = OPTIONS;

async function at(line: string): Promise<Suggestions> {
  const words = line.split(" ");
  return await suggest(words.at(-1) ?? "", {
    before: words.slice(0, -1),
    names: {
      jobs: (config) =>
        Promise.resolve(config === undefined ? ["photos", "docs"] : [config]),
      below: (folder, word) => Promise.resolve([`${word}${folder}/`]),
    },
  });
}

function inOneLine({ add, words }: Suggestions): string {
  return `${add}: ${words.map(([word]) => word).join(" ")}`.trim();
}

/** Command lines, where the cursor is at the end, and what is suggested. */
const SUGGESTED: readonly (readonly [string, string])[] = [
  ["veri", "folders: verify"],
  ["sync ", "folders:"],
  ["sync veri", "folders:"],
  ["a ", "folders:"],
  ["a b c ", "files:"],
  ["a b c d ", "nothing:"],
  ["verify a b ", "nothing:"],
  ["manifest ", "folders:"],
  ["run ", "nothing: photos docs"],
  ["run photos ", "nothing: docs"],
  ["restore replica 20", "nothing: 20replica/"],
  ["versions replica ", "nothing: replica/"],
  ["explain --job ", "nothing: photos docs"],
  ["explain --job=ph", "nothing: --job=photos"],
  ["run --config x.toml ", "nothing: x.toml"],
  ["run --conf", "nothing: --config"],
  ["help mani", "nothing: manifest"],
  ["completions ", "nothing: bash zsh fish powershell"],
  ["--int", "nothing: --interval"],
  ["verify --int", "nothing:"],
  ["a b --interval 5 --int", "nothing:"],
  ["a b -i5 --int", "nothing:"],
  ["a b -qi 5 --int", "nothing:"],
  ["a b --keep 5 --keep", "nothing: --keep-versions --keep"],
  ["--digest ", "nothing: md5 sha1 sha256 sha512 blake2b512"],
  ["--digest=sha5", "nothing: --digest=sha512"],
  ["--log ", "files:"],
  ["--log=x", "files:"],
  ["-l ", "files:"],
  ["-ql ", "files:"],
  ["--log_path ", "files:"],
  ["--trash ", "folders:"],
  ["--keep ", "nothing:"],
  ["--nonsense=", "nothing:"],
  ["-- --int", "folders:"],
  ["-- veri", "folders:"],
];

for (const [line, suggested] of SUGGESTED) {
  Deno.test(`suggest() at the end of "${line}" gives ${suggested}`, async () => {
    assertEquals(inOneLine(await at(line)), suggested);
  });
}

Deno.test("suggest() begins with all subcommands", async () => {
  assertEquals(
    (await at("")).words,
    SUBCOMMANDS.map(({ name, about }) => [name, about]),
  );
});

for (const { name } of SUBCOMMANDS) {
  Deno.test(`suggest() knows all options of ${name}`, async () => {
    const { words } = await at(`${name} --`);
    assertEquals(
      words,
      SPECS.filter((option) => isOptionOf(option, name))
        .map(({ name, help }) => [`--${name}`, help]),
    );
  });
}

Deno.test("suggest() gives words without tabs and line ends", async () => {
  for (const line of ["", "--", "verify --", "--color "]) {
    for (const text of (await at(line)).words.flat()) {
      assert(!/[\t\n]/.test(text), text);
    }
  }
});

for (const { name, choices } of SPECS) {
  for (const choice of choices ?? []) {
    Deno.test(`--${name} takes ${choice}, which is suggested`, () => {
      const words = name === "for"
        ? ["schedule", "a", "b", "--every", "1h"]
        : ["a", "b"];
      const given = splitArguments([...words, `--${name}=${choice}`]);
      if (name === "for") {
        parseSchedule(given, { os: "linux", currentFolder: "/" });
      } else parseSync(given);
    });
  }
}
