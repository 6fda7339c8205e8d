import { getHashes } from "node:crypto";
import { DIGESTS } from "../../src/model/settings.ts";
import { assert } from "../support/assert.ts";

for (const name of DIGESTS) {
  Deno.test(`DIGESTS names ${name} as node:crypto does`, () => {
    assert(getHashes().includes(name));
  });
}
