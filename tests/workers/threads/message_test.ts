import type { RelativePath } from "../../../src/model/paths/path.ts";
import type { Reply } from "../../../src/workers/job.ts";
import {
  fromMessage,
  toMessage,
} from "../../../src/workers/threads/message.ts";
import { assertEquals } from "../../support/assert.ts";

Deno.test("a message comes out as it went in, whatever is in its names", () => {
  const names = [
    "",
    "a b",
    '"\\',
    "\n\u0000",
    "\udce8\udc80",
    "\u{1f600}",
    "\u00fc",
  ];
  const reply: Reply = {
    kind: "applied",
    outcomes: names.map((name) => ({
      status: "done",
      action: "copied",
      path: name as RelativePath,
      bytes: 2 ** 53 - 1,
    })),
    more: [],
    stamps: [],
    emptied: names.map((name) => name as RelativePath),
    linked: [],
    kept: [],
  };
  assertEquals(fromMessage(toMessage(reply)), reply);
});
