import { load, provide } from "../../src/loading/load.ts";
import { assert, assertEquals } from "../support/assert.ts";

interface Quoting {
  readonly quote: (text: string) => string;
}

Deno.test("load() finds a module by its path in the project", async () => {
  const { quote } = await load<Quoting>("src/model/paths/quote.ts");
  assertEquals(quote("a"), '"a"');
});

Deno.test("load() reads a file of JSON", async () => {
  const { default: manifest } = await load<
    { readonly default: { readonly name: string } }
  >("deno.json");
  assert(manifest.name.endsWith("lockstep"));
});

Deno.test("load() takes what is provided, and files for the rest", async () => {
  provide({
    "src/model/paths/quote.ts": () =>
      Promise.resolve({ quote: () => "bundled" }),
  });
  try {
    const { quote } = await load<Quoting>("src/model/paths/quote.ts");
    assertEquals(quote("a"), "bundled");
    assert("childPath" in await load<object>("src/model/paths/path.ts"));
  } finally {
    provide({});
  }
});
