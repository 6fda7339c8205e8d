import { KEYS } from "../../../src/cli/config/keys.ts";
import { readConfig } from "../../../src/cli/config/read_config.ts";
import { sampleConfig } from "../../../src/cli/config/sample.ts";
import { parseToml } from "../../../src/cli/config/toml.ts";
import { assert, assertEquals } from "../../support/assert.ts";
import { notPosix, testUnless } from "../../support/conditions.ts";

const MEANS = { folder: "/etc", variable: () => "/home/ann" };

Deno.test("sampleConfig() is all comments, and names every key", () => {
  const text = sampleConfig();
  for (const line of text.split("\n")) assert(/^(#|$)/.test(line), line);
  for (const { name } of KEYS) {
    assert(new RegExp(`^# ${name} = `, "m").test(text), name);
  }
});

testUnless(
  notPosix(),
  "sampleConfig() has a job that works as soon as it is no comment any more",
  () => {
    const [, rest = ""] = sampleConfig().split("# [[job]]\n");
    const [job = ""] = rest.split("\n\n");
    const text = `[[job]]\n${job.replaceAll(/^# /gm, "")}`;
    const read = readConfig(text, MEANS);
    assert(read.kind === "config", JSON.stringify(read));
    assertEquals(read.config.jobs[0]?.given.positionals, [
      "/home/ann/photos",
      "/mnt/backup/photos",
    ]);
  },
);

Deno.test("sampleConfig() is TOML also with all keys in use", () => {
  const [, defaults = ""] = sampleConfig().split("# [defaults]\n");
  const keys = defaults.split("\n").filter((line) => /^# \S+ = /.test(line))
    .map((line) => line.slice(2));
  assert(keys.length > 20);
  assert(parseToml(`[defaults]\n${keys.join("\n")}`).kind === "toml");
});
