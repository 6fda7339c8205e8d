import { commandMeant } from "../../../src/cli/arguments/mistyped.ts";
import { SUBCOMMANDS } from "../../../src/cli/subcommands.ts";
import { assertEquals } from "../../support/assert.ts";

const MEANT: Readonly<Record<string, string | undefined>> = {
  verfy: "verify",
  veirfy: "verify",
  verifyy: "verify",
  versoin: undefined,
  version: "versions",
  restor: "restore",
  manifset: "manifest",
  hepl: "help",
  snyc: "sync",
  rnu: "run",
  nur: undefined,
  photos: undefined,
  src: undefined,
  s: undefined,
  source: undefined,
};

for (const [word, command] of Object.entries(MEANT)) {
  Deno.test(`commandMeant() takes "${word}" for ${command ?? "no command"}`, () => {
    assertEquals(commandMeant(word), command);
  });
}

for (const { name } of SUBCOMMANDS) {
  Deno.test(`commandMeant() knows "${name}"`, () => {
    assertEquals(commandMeant(name), name);
  });
}
