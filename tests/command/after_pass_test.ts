import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import { parseObject } from "../support/json_objects.ts";
import { readFile } from "../support/modules.ts";
import { type ProgramFolders, programFolders } from "../support/program.ts";
import { CHECKOUT } from "../support/program_call.ts";
import { lacks, runCommand } from "../support/shell.ts";
import { readText } from "../support/tree.ts";

/** Returns the examples of docs/after-a-pass.md in a language, in their order. */
function examples(language: string): readonly string[] {
  const fence = new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, "gms");
  return [...readFile("docs/after-a-pass.md").matchAll(fence)]
    .map(([, text = ""]) => text);
}

const [SCRIPT = "", LOOP = ""] = examples("sh");

/** Runs an example with `lockstep` for the trees of a test, and `mail` and `curl` that write down how they are called. */
function runExample(
  script: string,
  folders: ProgramFolders,
  more = "",
): { readonly code: number; readonly told: string } {
  const { source, replica, cwd, state } = folders;
  const program = `'${Deno.execPath()}' run -A '${CHECKOUT}/main.ts'`;
  putProgram(
    `${cwd}/lockstep`,
    `shift 2; exec ${program} '${source}' '${replica}' "$@" ${more}`,
  );
  for (const name of ["mail", "curl"]) {
    putProgram(
      `${cwd}/${name}`,
      `echo ${name} "$@" >> '${cwd}/told'; cat >> '${cwd}/told'`,
    );
  }
  const { code } = new Deno.Command("sh", {
    args: ["-c", script],
    cwd,
    stdin: "null",
    env: {
      HOME: cwd,
      PATH: `${cwd}:${Deno.env.get("PATH")}`,
      XDG_STATE_HOME: state,
      NO_COLOR: "1",
    },
  }).outputSync();
  const { out } = runCommand("cat", `${cwd}/told`);
  return { code, told: out };
}

function putProgram(path: string, command: string): void {
  Deno.writeTextFileSync(path, `#!/bin/sh\n${command}\n`, { mode: 0o755 });
}

testUnless(
  lacks("sh"),
  "the script of docs/after-a-pass.md tells the monitor that all is well",
  () => {
    using folders = programFolders({ source: { "a.txt": "a" } });
    const { code, told } = runExample(SCRIPT, folders);
    assertEquals(code, 0);
    assertEquals(told, "curl -fsS https://monitor.example/photos\n");
    assertEquals(readText(`${folders.replica}/a.txt`), "a");
  },
);

testUnless(
  lacks("sh"),
  "the script of docs/after-a-pass.md sends the summary of a pass that was refused",
  () => {
    using folders = programFolders({ source: {}, replica: { "a.txt": "a" } });
    const { code, told } = runExample(SCRIPT, folders);
    assertEquals(code, 3);
    const [first, ...rest] = told.split("\n");
    assertEquals(first, "mail -s photos: lockstep ended with 3 ann");
    assertEquals(parseObject(rest.join("\n")).result, "refused");
  },
);

testUnless(
  lacks("jq"),
  "the pipe of docs/after-a-pass.md sends a mail for each pass that was not well",
  () => {
    using folders = programFolders({ source: {}, replica: { "a.txt": "a" } });
    const { told } = runExample(LOOP, folders, "--once");
    assertMatch(told, /^mail -s photos: \S+ refused, 0 failed ann\n$/);
  },
);

testUnless(
  lacks("sh"),
  "the line for cron of docs/after-a-pass.md sends a mail unless all is well",
  () => {
    const [line = ""] = examples("cron");
    const command = line.replace(/^15 3 \* \* \* /, "");
    assert(command.startsWith("lockstep "), line);
    using well = programFolders({ source: { "a.txt": "a" } });
    assertEquals(runExample(command, well), { code: 0, told: "" });
    using refused = programFolders({ source: {}, replica: { "a.txt": "a" } });
    assertStringIncludes(
      runExample(command, refused).told,
      "mail -s photos: lockstep ended with 3 ann\n",
    );
  },
);

testUnless(
  lacks("systemd-analyze"),
  "systemd-analyze verify finds nothing wrong with the units of docs/after-a-pass.md",
  () => {
    using folders = programFolders();
    const { cwd } = folders;
    const paths = examples("ini").map((unit) => {
      const [, path = ""] =
        /^# ~\/\.config\/systemd\/user\/(.*)$/m.exec(unit) ?? [];
      const [folder] = path.split("/");
      if (folder !== path) Deno.mkdirSync(`${cwd}/${folder}`);
      Deno.writeTextFileSync(`${cwd}/${path}`, unit);
      return `${cwd}/${path}`;
    });
    const service = "[Service]\nType=oneshot\nExecStart=/bin/true\n";
    for (const name of ["lockstep-photos", "photos-done"]) {
      Deno.writeTextFileSync(`${cwd}/${name}.service`, service);
    }
    const units = [
      `${cwd}/lockstep-photos.service`,
      ...paths.filter((path) => /\.(service|path)$/.test(path)),
    ];
    assertEquals(units.length, 4);
    assertEquals(runCommand("systemd-analyze", "verify", ...units), {
      ok: true,
      out: "",
      err: "",
    });
  },
);
