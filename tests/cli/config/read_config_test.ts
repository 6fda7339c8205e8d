import type { Config } from "../../../src/cli/config/job.ts";
import { readConfig } from "../../../src/cli/config/read_config.ts";
import { assert, assertEquals } from "../../support/assert.ts";
import { notPosix, testUnless } from "../../support/conditions.ts";
import { job, MEANS } from "./mistakes.ts";

function config(text: string): Omit<Config, "path"> {
  const read = readConfig(text, MEANS);
  assert(read.kind === "config", JSON.stringify(read));
  return read.config;
}

testUnless(
  notPosix(),
  "readConfig() makes of a job what a command line would ask for",
  () => {
    const { jobs, parallel } = config(`parallel = 3
[defaults]
checksum = true
hard-links = true
interval = 60
log = "~/lockstep.log"

[[job]]
name = "photos"
source = "~/photos"
replica = "\${DISK}/photos"
checksum = false
max-delete = "10%"
keep-versions = true
keep = ["30d", 10]
exclude = ["*.tmp", "a,b"]
exclude-from = ["~/rules", "more"]

[[job]]
name = "docs-2"
source = "../docs"
replica = "./copies"
cron = "30 3 * * *"
log = "docs.log"
`);
    assertEquals(parallel, 3);
    const [photos, docs] = jobs;
    assertEquals(photos?.name, "photos");
    assertEquals(photos?.given.subcommand, "sync");
    assertEquals(photos?.given.positionals, [
      "/home/ann/photos",
      "/mnt/disk/photos",
    ]);
    assertEquals(
      photos?.given.switches,
      new Set(["keep-versions", "hard-links"]),
    );
    assertEquals(
      photos?.given.values,
      new Map([
        ["max-delete", "10%"],
        ["keep", "30d,10"],
        ["exclude", "*.tmp\na,b"],
        ["exclude-from", "/home/ann/rules\n/etc/lockstep/more"],
        ["interval", "60"],
        ["log", "/home/ann/lockstep.log"],
      ]),
    );
    assertEquals(photos?.cron, undefined);
    assertEquals(docs?.given.positionals, [
      "/etc/lockstep/../docs",
      "/etc/lockstep/copies",
    ]);
    assertEquals(docs?.cron?.text, "30 3 * * *");
    assertEquals(docs?.given.values.get("interval"), undefined);
    assertEquals(docs?.given.values.get("log"), "/etc/lockstep/docs.log");
  },
);

testUnless(
  notPosix(),
  "readConfig() keeps the log beside the file where none is named, and runs one job at a time",
  () => {
    const { jobs, parallel } = config(job(""));
    assertEquals(
      jobs[0]?.given.values.get("log"),
      "/etc/lockstep/sync_log.txt",
    );
    assertEquals(parallel, 1);
  },
);

Deno.test("readConfig() has an interval of a job go before a cron expression of the defaults", () => {
  const { jobs } = config(
    `[defaults]\ncron = "@daily"\n${job("interval = 5")}`,
  );
  assertEquals(jobs[0]?.cron, undefined);
  assertEquals(jobs[0]?.given.values.get("interval"), "5");
});

Deno.test("readConfig() has an empty list undo a default", () => {
  const { jobs } = config(`[defaults]
keep-versions = true
keep = "30d"
${job("keep = []")}`);
  assertEquals(jobs[0]?.given.values.has("keep"), false);
});

Deno.test("readConfig() lets two jobs have one replica where neither removes anything", () => {
  const both = `${job("")}\n${job("").replace('"a"', '"b"')}`;
  const { jobs } = config(`[defaults]\nno-delete = true\n${both}`);
  assertEquals(jobs.length, 2);
});
