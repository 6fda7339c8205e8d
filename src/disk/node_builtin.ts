interface Builtins {
  "node:crypto": typeof import("node:crypto");
  "node:fs": typeof import("node:fs");
}

/**
 * Returns a module of Node's that Deno has built in.
 *
 * Perf: they are loaded when first needed, which `import` at the top of a file
 * would not do: Deno 2.9 takes 13 to 26 ms for node:fs in a worker and 27 to 44
 * ms for node:crypto, more than a whole pass over a small tree.
 */
export function nodeBuiltin<Name extends keyof Builtins>(
  name: Name,
): Builtins[Name] {
  const { process } = globalThis as unknown as {
    process: {
      getBuiltinModule<Id extends keyof Builtins>(id: Id): Builtins[Id];
    };
  };
  return process.getBuiltinModule(name);
}
