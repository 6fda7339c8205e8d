import { assertEquals, assertMatch } from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import { parseObject } from "../support/json_objects.ts";
import {
  assertCode,
  programFolders,
  runOnce,
  runProgram,
} from "../support/program.ts";
import { BINARY, copyCheckout } from "../support/program_call.ts";

const noSource = BINARY === undefined
  ? undefined
  : "an executable cannot be broken";

/** Returns the words that call a copy of the program that makes no plan. */
async function brokenCall(top: string): Promise<readonly string[]> {
  copyCheckout(`${top}/program`);
  const path = `${top}/program/src/model/plan/plan.ts`;
  const module = await Deno.readTextFile(path);
  const broken = module.replace(
    "const clean: FolderSteps[] = [];",
    'if (folders) throw new TypeError("of a test");\n$&',
  );
  assertEquals(broken === module, false);
  await Deno.writeTextFile(path, broken);
  const main = `${top}/program/main.ts`;
  return [Deno.execPath(), "run", "-A", "--no-check", main];
}

testUnless(
  noSource,
  "a bug of lockstep's own ends the object of a mirror, a plan and a restore",
  async () => {
    using folders = programFolders({
      source: { "a.txt": "new" },
      replica: { "a.txt": "older" },
    });
    const { source, replica, top } = folders;
    assertCode(await runOnce(folders, ["--keep-versions"]), 0);
    const call = await brokenCall(top);
    const COMMANDS = {
      sync: ["sync", source, replica, "--once"],
      plan: ["plan", source, replica],
      restore: ["restore", replica, "a.txt", "--at", "0s"],
    };
    for (const [command, args] of Object.entries(COMMANDS)) {
      const all = [...args, "--json"];
      const finished = await runProgram(all, { ...folders, call });
      assertCode(finished, 1);
      const { exitStatus, ...object } = parseObject(finished.stdout);
      const { result, reason } = object;
      assertEquals([object.command, result], [command, "bug"]);
      assertEquals([reason, exitStatus], ["of a test", 1]);
      assertMatch(finished.stderr, /ends by a bug of its own: of a test\n/);
      assertMatch(finished.stderr, /plan\.ts:\d+/);
    }
  },
);
