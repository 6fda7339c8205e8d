import {
  attributeChanges,
  isKept,
  type KeptAttributes,
  keptAttributes,
  partsOf,
  withParts,
} from "../../../src/model/entry/attributes.ts";
import type { Verdict } from "../../../src/model/entry/difference.ts";
import { assertEquals } from "../../support/assert.ts";
import { attributesOf } from "../../support/attributes.ts";

const ACCESS = "system.posix_acl_access";
const DEFAULT = "system.posix_acl_default";
const ALL = [
  "user.a",
  "trusted.a",
  "security.capability",
  "system.nfs4_acl",
  ACCESS,
  DEFAULT,
];

const KEPT: readonly [KeptAttributes, readonly string[]][] = [
  [{ attributes: "none", acls: false }, []],
  [{ attributes: "user", acls: false }, ["user.a"]],
  [
    { attributes: "all", acls: false },
    ["user.a", "trusted.a", "security.capability"],
  ],
  [{ attributes: "none", acls: true }, [ACCESS, DEFAULT]],
  [{ attributes: "user", acls: true }, ["user.a", ACCESS, DEFAULT]],
];

for (const [kept, names] of KEPT) {
  Deno.test(`isKept() knows what belongs to ${JSON.stringify(kept)}`, () => {
    assertEquals(ALL.filter((name) => isKept(name, kept)), names);
  });
}

Deno.test("keptAttributes() leaves out what the disk lacks, and is nothing where nothing is left", () => {
  const all: KeptAttributes = { attributes: "all", acls: true };
  assertEquals(keptAttributes(all, { attributes: false, acls: false }), all);
  assertEquals(keptAttributes(all, { attributes: true, acls: false }), {
    attributes: "none",
    acls: true,
  });
  assertEquals(
    keptAttributes(all, { attributes: true, acls: true }),
    undefined,
  );
});

Deno.test("attributeChanges() sets what is missing or differs, ACLs last, and removes what is too much", () => {
  const source = attributesOf({
    [ACCESS]: "acl",
    "user.empty": "",
    "user.new": "n",
    "user.other": "same size",
    "user.same": "s",
  });
  const replica = attributesOf({
    "user.extra": "x",
    "user.other": "SAME SIZE",
    "user.same": "s",
  });
  const { set, remove } = attributeChanges(source, replica);
  assertEquals([...set.keys()], [
    "user.empty",
    "user.new",
    "user.other",
    ACCESS,
  ]);
  assertEquals(remove, ["user.extra"]);
});

Deno.test("attributeChanges() finds nothing to do between equal ones, in whatever order", () => {
  const changes = attributeChanges(
    attributesOf({ "user.a": "", "user.b": "b" }),
    attributesOf({ "user.b": "b", "user.a": "" }),
  );
  assertEquals(changes.set.size + changes.remove.length, 0);
  assertEquals(partsOf(changes), []);
});

Deno.test("partsOf() tells attributes from ACLs", () => {
  const set = attributesOf({});
  assertEquals(partsOf({ set, remove: [DEFAULT] }), ["ACL"]);
  assertEquals(partsOf({ set, remove: ["user.a"] }), ["attributes"]);
  assertEquals(
    partsOf({ set: attributesOf({ [ACCESS]: "" }), remove: ["trusted.a"] }),
    [
      "attributes",
      "ACL",
    ],
  );
});

const VERDICTS: readonly [Verdict, Verdict][] = [
  [{ kind: "same" }, { kind: "metadata", parts: ["ACL"] }],
  [
    { kind: "metadata", parts: ["mode"] },
    { kind: "metadata", parts: ["mode", "ACL"] },
  ],
  [{ kind: "newer" }, { kind: "newer" }],
  [
    { kind: "changed", reason: "size" },
    { kind: "changed", reason: "size" },
  ],
];

for (const [verdict, expected] of VERDICTS) {
  Deno.test(`withParts() makes ${JSON.stringify(verdict)} ${JSON.stringify(expected)}`, () => {
    assertEquals(withParts(verdict, ["ACL"]), expected);
    assertEquals(withParts(verdict, []), verdict);
  });
}
