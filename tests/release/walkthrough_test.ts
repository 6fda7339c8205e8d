import manifest from "../../deno.json" with { type: "json" };
import { assert, assertEquals } from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import { putFile } from "../support/files.ts";
import { type TestFolders, testFolders } from "../support/folders.ts";
import { noInstaller, thisFile } from "../support/installer.ts";
import { BINARY, callForAll, CHECKOUT } from "../support/program_call.ts";
import {
  type Answers,
  releaseOf,
  type ReleaseServer,
  serveReleases,
} from "../support/release_server.ts";
import { lacks } from "../support/shell.ts";
import { giveAway } from "../support/tools.ts";
import { BESIDE_SYSTEMD, noUserSystemd } from "../support/user_systemd.ts";
import { commandsOf, matches, type Step, walk } from "../support/walk.ts";

const RELEASES = "https://github.com/OWNER/NAME/releases";
const COMMANDS = commandsOf(
  Deno.readTextFileSync(`${CHECKOUT}/docs/install.md`),
);

/** Keeps a user's table in a file, as crontab(1) does. */
const CRONTAB = `table=$HOME/.crontab
case $1 in
  -l) cat "$table" ;;
  -) cat > "$table.new" && mv "$table.new" "$table" ;;
  *) exit 1 ;;
esac`;

/** Stands for systemctl where there is no systemd: starts what a unit does, and lists no timers. */
const SYSTEMCTL = `units=$HOME/.config/systemd/user
timer=$units/timers.target.wants/lockstep-photos.timer
case "$*" in
  "--user enable --now lockstep-photos.timer")
    mkdir -p "\${timer%/*}" && ln -s "$units/lockstep-photos.timer" "$timer" &&
      echo "Created symlink $timer \u2192 $units/lockstep-photos.timer." ;;
  "--user disable --now lockstep-photos.timer") rm "$timer" && echo "Removed \\"$timer\\"." ;;
  "--user start lockstep-photos.service")
    sh -c "$(sed -n 's/^Environment=/export /p; s/^ExecStart=//p' "$units/lockstep-photos.service")" >/dev/null 2>&1 ;;
  "--user daemon-reload" | "--user list-timers lockstep-photos.timer") ;;
  *) exit 1 ;;
esac`;

for (const isReal of [false, true]) {
  const by = isReal
    ? "a systemd of the user's own"
    : "a stand-in for systemctl";
  testUnless(
    noInstaller() ?? (isReal ? noUserSystemd() : lacks("systemd-analyze")),
    `a user who follows docs/install.md ends with a mirror that is scheduled, by ${by}`,
    async () => {
      using folders = testFolders();
      const { top } = folders;
      prepare(top);
      if (!isReal) putProgram(top, "systemctl", SYSTEMCTL);
      await using server = serveReleases(releaseHere());
      const here = changeTo(folders, server);
      const steps = await walk(
        folders,
        COMMANDS.map(({ command }) => here(command)),
        {
          env: {
            PATH: `${top}/bin:/usr/local/bin:/usr/bin:/bin:/usr/sbin`,
            SHELL: "/bin/bash",
            TZ: "UTC",
            XDG_RUNTIME_DIR: `${top}/home`,
            ...server.env,
          },
          ...(isReal ? { through: BESIDE_SYSTEMD } : {}),
        },
      );
      for (const [index, { command, output }] of COMMANDS.entries()) {
        const step = steps[index];
        assert(step !== undefined);
        assertEquals(
          step.status,
          command.startsWith("lockstep plan") ? 7 : 0,
          tell(step),
        );
        const isAsked = hasOutput(command, isReal);
        assert(!isAsked || matches(here(output), step.output), tell(step));
      }
      assertLeft(top);
    },
  );
}

function prepare(top: string): void {
  for (const name of ["home", "backup", "bin"]) {
    Deno.mkdirSync(`${top}/${name}`);
  }
  Deno.chmodSync(top, 0o755);
  giveAway(`${top}/backup`);
  putProgram(top, "crontab", CRONTAB);
}

function putProgram(top: string, name: string, script: string): void {
  putFile(`${top}/bin/${name}`, `#!/bin/sh\n${script}\n`);
  Deno.chmodSync(`${top}/bin/${name}`, 0o755);
}

/** A release with the executable that is tested, or with what calls Deno with the checkout. */
function releaseHere(): Answers {
  const { words, env } = callForAll();
  const quoted = (word: string): string => `'${word}'`;
  const variables = Object.entries(env).filter(([name]) => name !== "HOME")
    .map(([name, value]) => `export ${name}=${quoted(value)}\n`);
  const script = `#!/bin/sh\n${variables.join("")}exec ${
    words.map(quoted).join(" ")
  } "$@"\n`;
  const file = BINARY === undefined ? script : Deno.readFileSync(BINARY);
  const installer = Deno.readTextFileSync(`${CHECKOUT}/release/install.sh`);
  return {
    ...releaseOf({ [thisFile(manifest.version)]: file }, manifest.version),
    "latest/download/install.sh": () => new Response(installer),
  };
}

/** Returns what changes a line of the document to one for this machine. */
function changeTo(
  { top }: TestFolders,
  { address }: ReleaseServer,
): (text: string) => string {
  const file = thisFile(manifest.version);
  return (text) =>
    text.replaceAll(RELEASES, address)
      .replaceAll("/home/ann", `${top}/home`)
      .replaceAll("/mnt/backup", `${top}/backup`)
      .replaceAll(`lockstep-${manifest.version}-linux-x86_64`, file);
}

/** What names the program is another where the program is not one file; timers are listed by systemd alone. */
function hasOutput(command: string, isReal: boolean): boolean {
  if (/list-timers/.test(command)) return isReal;
  return BINARY !== undefined || !/doctor|crontab -l$/.test(command);
}

function tell({ command, output, status }: Step): string {
  return `$ ${command}\n${output}(exit status ${status})`;
}

/** Asserts that only what is the user's own is left at the end. */
function assertLeft(top: string): void {
  const names = (path: string): readonly string[] =>
    [...Deno.readDirSync(`${top}/${path}`)].map(({ name }) => name).sort();
  assertEquals(names("backup/photos/2026"), ["cake.jpg", "candles.jpg"]);
  assertEquals(names("home/.local/bin"), []);
  assertEquals(names("home/.local/state"), []);
  assertEquals(Deno.readTextFileSync(`${top}/home/.crontab`), "");
}

Deno.test("docs/install.md has commands to follow", () => {
  assert(COMMANDS.length > 25, `${COMMANDS.length} commands`);
});
