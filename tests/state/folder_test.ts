import { type StateEnvironment, stateFolder } from "../../src/state/folder.ts";
import { assertEquals } from "../support/assert.ts";

type Variables = Readonly<Record<string, string>>;

const FOLDERS: Readonly<
  Record<string, [StateEnvironment["os"], Variables, string | undefined]>
> = {
  "XDG_STATE_HOME on Linux": [
    "linux",
    { XDG_STATE_HOME: "/state", HOME: "/home/a" },
    "/state/lockstep",
  ],
  "the home folder on Linux": [
    "linux",
    { HOME: "/home/a" },
    "/home/a/.local/state/lockstep",
  ],
  "the home folder where XDG_STATE_HOME is empty": [
    "linux",
    { XDG_STATE_HOME: "", HOME: "/home/a" },
    "/home/a/.local/state/lockstep",
  ],
  "the home folder where XDG_STATE_HOME is not absolute": [
    "linux",
    { XDG_STATE_HOME: "state", HOME: "/home/a" },
    "/home/a/.local/state/lockstep",
  ],
  "XDG_STATE_HOME where there is no home": [
    "linux",
    { XDG_STATE_HOME: "/state" },
    "/state/lockstep",
  ],
  "nothing on Linux without a home": ["linux", {}, undefined],
  "nothing where the home is empty": ["linux", { HOME: "" }, undefined],
  "the home folder on FreeBSD": [
    "freebsd",
    { HOME: "/home/a" },
    "/home/a/.local/state/lockstep",
  ],
  "Application Support on macOS": [
    "darwin",
    { HOME: "/Users/a" },
    "/Users/a/Library/Application Support/lockstep",
  ],
  "XDG_STATE_HOME on macOS where it is set": [
    "darwin",
    { XDG_STATE_HOME: "/state/", HOME: "/Users/a" },
    "/state/lockstep",
  ],
  "nothing on macOS without a home": ["darwin", {}, undefined],
  "LOCALAPPDATA on Windows": [
    "windows",
    { LOCALAPPDATA: "C:\\Users\\a\\AppData\\Local", HOME: "/home/a" },
    "C:\\Users\\a\\AppData\\Local\\lockstep",
  ],
  "XDG_STATE_HOME on Windows where it is set": [
    "windows",
    { XDG_STATE_HOME: "D:/state", LOCALAPPDATA: "C:\\Local" },
    "D:/state\\lockstep",
  ],
  "LOCALAPPDATA where XDG_STATE_HOME names no drive": [
    "windows",
    { XDG_STATE_HOME: "/state", LOCALAPPDATA: "C:\\Local" },
    "C:\\Local\\lockstep",
  ],
  "nothing on Windows without LOCALAPPDATA": [
    "windows",
    { HOME: "/home/a", LOCALAPPDATA: "" },
    undefined,
  ],
};

for (const [name, [os, variables, expected]] of Object.entries(FOLDERS)) {
  Deno.test(`stateFolder() chooses ${name}`, () => {
    const get = (name: string): string | undefined => variables[name];
    assertEquals(stateFolder({ os, get }), expected);
  });
}
