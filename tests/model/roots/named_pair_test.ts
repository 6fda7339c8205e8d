import { namedPair } from "../../../src/model/roots/named_pair.ts";
import { assertEquals } from "../../support/assert.ts";

const FOUND = {
  source: { path: "/data/s", traits: undefined, volume: undefined },
  replica: { path: "/mnt/r", traits: undefined, volume: undefined },
};

Deno.test("namedPair() is nothing where roots lie where their names say, however these are written", () => {
  const named = { source: "/data//./s/", replica: "/mnt/r/." };
  assertEquals(namedPair(named, FOUND), undefined);
});

Deno.test("namedPair() is what both are called if a link is on the way to one", () => {
  const named = { source: "/data/s/", replica: "/home/me/./backup" };
  assertEquals(namedPair(named, FOUND), {
    source: "/data/s",
    replica: "/home/me/backup",
  });
});

Deno.test("namedPair() leaves steps back where they are, which lead elsewhere behind a link", () => {
  const named = { source: "/link/../s", replica: "/mnt/r" };
  assertEquals(namedPair(named, FOUND)?.source, "/link/../s");
});
