import { nodeBuiltin } from "../../src/disk/node_builtin.ts";
import { assertEquals } from "../support/assert.ts";
import { nodeFs } from "../support/node_fs.ts";

Deno.test("nodeBuiltin() returns the module that an import would", () => {
  assertEquals(nodeBuiltin("node:fs").lutimesSync, nodeFs.lutimesSync);
  assertEquals(typeof nodeBuiltin("node:crypto").createHash, "function");
});
