import { giveAway, IS_ROOT, NOBODY, toolWorks } from "./tools.ts";

const PROGRAM = "/lib/systemd/systemd";

/** Why systemd cannot be asked how it splits a command line, or `undefined` if it can. */
export const SYSTEMD: string | undefined = toolWorks(PROGRAM, ["--version"])
  ? undefined
  : `there is no ${PROGRAM} here`;

/**
 * Returns how systemd itself splits what stands after `ExecStart=`, with the
 * "$$" resolved that it resolves later. It is told to load a unit and to print
 * what it understood (`--test`), which it does for users, and starts nothing.
 */
export function systemdParses(
  commands: readonly string[],
): readonly (readonly string[])[] {
  const folder = Deno.makeTempDirSync({ prefix: "lockstep-units-" });
  try {
    const lines = commands.map((command) => `ExecStart=${command}\n`);
    Deno.writeTextFileSync(
      `${folder}/lockstep-test.service`,
      `[Unit]\nDefaultDependencies=no\n[Service]\nType=oneshot\n${
        lines.join("")
      }`,
    );
    Deno.mkdirSync(`${folder}/run`, { mode: 0o700 });
    giveAway(folder);
    const { stdout } = new Deno.Command(PROGRAM, {
      args: ["--test", "--user", "--unit=lockstep-test.service"],
      clearEnv: true,
      env: {
        HOME: folder,
        XDG_RUNTIME_DIR: `${folder}/run`,
        SYSTEMD_UNIT_PATH: folder,
        PATH: "/usr/bin:/bin",
      },
      ...(IS_ROOT ? NOBODY : {}),
    }).outputSync();
    const dump = new TextDecoder().decode(stdout);
    return dump.split(/^\t*-> Unit /m)
      .filter((unit) => unit.startsWith("lockstep-test.service:"))
      .flatMap((unit) => [...unit.matchAll(/\n\t+Command Line: ([^\n]*)/g)])
      .map(([, line = ""]) => readDump(line));
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

/** systemd prints words bare, or in double quotes with the escapes of C. */
function readDump(line: string): readonly string[] {
  const words = line.match(/"(?:[^"\\]|\\.)*"|[^ "]+/g) ?? [];
  return words.map((word) => {
    const text = word.startsWith('"') ? unescape(word.slice(1, -1)) : word;
    return text.replaceAll("$$", "$");
  });
}

const LETTERS: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

/** Octal escapes are bytes of UTF-8. */
function unescape(text: string): string {
  const bytes: number[] = [];
  const encoder = new TextEncoder();
  for (const [part] of text.matchAll(/\\[0-7]{3}|\\.|[^\\]/gu)) {
    if (/^\\\d/.test(part)) bytes.push(Number.parseInt(part.slice(1), 8));
    else {
      const letter = part.startsWith("\\") ? part.slice(1) : undefined;
      const character = letter === undefined ? part : LETTERS[letter] ?? letter;
      bytes.push(...encoder.encode(character));
    }
  }
  return new TextDecoder().decode(new Uint8Array(bytes));
}
