import { SUBCOMMANDS } from "../../src/cli/subcommands.ts";
import {
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "../support/assert.ts";
import type { JsonObject } from "../support/json_objects.ts";
import {
  assertCode,
  type ProgramFolders,
  programFolders,
  runProgram,
} from "../support/program.ts";
import { runJson } from "../support/run_json.ts";
import { splitSystemd } from "../support/split_systemd.ts";
import { readText, readTree, writeTree } from "../support/tree.ts";

const NAME = 'it\'s 100% \u00e9 & "$HOME"\\';

async function schedule(
  folders: ProgramFolders,
  ...options: readonly string[]
): Promise<JsonObject> {
  const args = ["schedule", NAME, `${NAME}2`, "--every", "1h", ...options];
  const { object, stderr } = await runJson(folders, args);
  assertEquals(stderr, "");
  return object;
}

Deno.test("lockstep schedule --json has the command as it will be called, and it mirrors", async () => {
  using folders = programFolders();
  const { cwd } = folders;
  writeTree(`${cwd}/${NAME}`, { "a.txt": "a" });
  const object = await schedule(folders, "--for", "systemd");
  assertEquals([object.for, object.everySeconds], ["systemd", 3600]);
  const { program, arguments: args } = object;
  const command = [program, ...args as readonly string[]].map(String);
  const [service] = object.files as readonly JsonObject[];
  const [, line = ""] = /^ExecStart=(.*)$/m.exec(String(service?.text)) ?? [];
  const split = splitSystemd(line);
  assertEquals(split.slice(split[0] === "/bin/sh" ? 4 : 0), command);
  assertEquals(command.includes("--json"), false);
  assertEquals(object.environment, { XDG_STATE_HOME: folders.state });
  const call = command.slice(0, 1);
  assertCode(await runProgram(command.slice(1), { ...folders, call }), 0);
  assertEquals(readTree(`${cwd}/${NAME}2`), readTree(`${cwd}/${NAME}`));
});

for (const system of ["systemd", "cron", "launchd", "windows"]) {
  Deno.test(`lockstep schedule --json has the files and commands that the text for ${system} has`, async () => {
    using folders = programFolders();
    const object = await schedule(folders, "--for", system);
    const args = ["schedule", NAME, `${NAME}2`, "--every", "1h"];
    const { stdout } = await runProgram([...args, "--for", system], folders);
    for (const { path, text } of object.files as readonly JsonObject[]) {
      assertStringIncludes(stdout, String(text));
      assertStringIncludes(stdout, String(path ?? ""));
    }
    for (const list of ["install", "check", "remove"]) {
      const commands = object[list] as readonly string[];
      assertEquals(commands.length > 0, true);
      for (const command of commands) {
        assertStringIncludes(stdout, command.replace(/ \(Get-Content.*/, ""));
      }
    }
  });
}

Deno.test("lockstep init --json names the file that it wrote, or why it could not", async () => {
  using folders = programFolders();
  const { cwd } = folders;
  const { object } = await runJson(folders, ["init"]);
  const { config, result } = object;
  assertEquals([config, result], [`${cwd}/lockstep.toml`, "done"]);
  assertStringIncludes(readText(`${cwd}/lockstep.toml`), "[[job]]");
  const args = ["init", "--config", "none/lockstep.toml"];
  const failed = await runJson(folders, args);
  assertEquals([failed.code, failed.object.result], [1, "failed"]);
  assertMatch(String(failed.object.reason), /^Cannot write ".*none/);
});

Deno.test("wrong usage is one line on standard error, also with --json", async () => {
  using folders = programFolders();
  writeTree(folders.cwd, { "lockstep.toml": "" });
  for (const args of [["init"], ["completions", "tcsh"], ["help", "nothing"]]) {
    const finished = await runProgram([...args, "--json"], folders);
    assertEquals([finished.stdout, finished.code], ["", 2]);
    assertMatch(finished.stderr, /^lockstep: [^\n]+\n$/);
  }
});

Deno.test("lockstep completions --json has the script", async () => {
  using folders = programFolders();
  const args = ["completions", "fish"];
  const { object } = await runJson(folders, args);
  const { stdout } = await runProgram(args, folders);
  assertEquals([object.shell, object.script], ["fish", stdout]);
});

Deno.test("lockstep help --json has what the text is made from", async () => {
  using folders = programFolders();
  const { object } = await runJson(folders, ["help", "explain"]);
  const { stdout } = await runProgram(["help", "explain"], folders);
  assertEquals([object.subject, object.text], ["explain", stdout]);
  const [command, ...more] = object.commands as readonly JsonObject[];
  assertEquals([command?.name, more], ["explain", []]);
  const options = command?.options as readonly JsonObject[];
  for (const { name, value } of options) {
    assertStringIncludes(stdout, value ? `--${name} ${value}` : `--${name}`);
  }
  const asOption = await runJson(folders, ["explain", "--help"]);
  assertEquals(asOption.object, object);
});

Deno.test("lockstep help --json has all commands, and so does the man page's", async () => {
  using folders = programFolders();
  const names = SUBCOMMANDS.map(({ name }) => name);
  for (const args of [["help"], ["help", "man"]]) {
    const { object } = await runJson(folders, args);
    const { stdout } = await runProgram(args, folders);
    assertEquals(object.text, stdout);
    const commands = object.commands as readonly JsonObject[];
    assertEquals(commands.map(({ name }) => name), names);
  }
});
