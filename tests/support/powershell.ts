import { fileURLToPath } from "node:url";
import { Language, type Node, Parser } from "web-tree-sitter";
// Has the grammar's files there before their place is asked for.
import "tree-sitter-powershell/package.json" with { type: "json" };

const GRAMMAR = "tree-sitter-powershell/tree-sitter-powershell.wasm";

/** What a script of PowerShell consists of. */
export interface Script {
  /** Whether it follows the grammar. */
  readonly isWhole: boolean;
  /** The functions that it defines, with how many arguments each takes by place. */
  readonly functions: ReadonlyMap<string, number>;
  /** The commands that it calls, with what follows their names. */
  readonly calls: readonly (readonly [name: string, text: string])[];
}

/** Reads a script by the grammar of tree-sitter, without PowerShell. */
export async function readPowershell(text: string): Promise<Script> {
  parser ??= makeParser();
  const root = (await parser).parse(text)?.rootNode;
  if (root === undefined) throw new Error("There is no tree");
  const calls = allOf(root, "command").flatMap((command) => {
    const [name] = allOf(command, "command_name");
    return name === undefined ? [] : [[name.text, command.text] as const];
  });
  const functions = allOf(root, "function_statement").map((node) => {
    const [name] = allOf(node, "function_name");
    const [parameters] = allOf(node, "function_parameter_declaration");
    const count = parameters === undefined
      ? 0
      : allOf(parameters, "script_parameter").length;
    return [name?.text ?? "", count] as const;
  });
  return { isWhole: !root.hasError, functions: new Map(functions), calls };
}

let parser: Promise<Parser> | undefined;

async function makeParser(): Promise<Parser> {
  await Parser.init();
  const path = fileURLToPath(import.meta.resolve(GRAMMAR));
  return new Parser().setLanguage(await Language.load(path));
}

function allOf(node: Node, type: string): readonly Node[] {
  return node.descendantsOfType(type).filter((found) => found !== null);
}
