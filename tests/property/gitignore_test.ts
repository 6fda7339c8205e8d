import fc from "fast-check";
import {
  childPath,
  type RelativePath,
  ROOT,
} from "../../src/model/paths/path.ts";
import { ruleLibrary } from "../../src/model/rules/gitignore.ts";
import {
  parseRules,
  type Rule,
  RULES_NAME,
} from "../../src/model/rules/rule.ts";
import { assertEquals } from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import { testFolders } from "../support/folders.ts";
import { toolWorks } from "../support/tools.ts";
import type { Tree } from "../support/tree.ts";
import { propertyRuns } from "./runs.ts";

const NAMES = [
  "a",
  "b",
  "A",
  "a b",
  "a[1]",
  "x.o",
  "!b",
  "#c",
  "b*",
  "\u00e9t\u00e9",
];

const PATTERNS = [
  ...NAMES,
  "*",
  "*.o",
  "?",
  "a*",
  "*b",
  "[ab]",
  "[!a]",
  "a\\ b",
  "a\\[1\\]",
  "a[1]",
  "\\!b",
  "\\#c",
  "b\\*",
  "**",
  "**/a",
  "a/**",
  "a/**/b",
  "a/b",
  "a/*",
  "*/a",
  "a b  ",
  "",
  "/",
  "a\\",
];

const pattern = fc.tuple(
  fc.constantFrom("", "", "", "!"),
  fc.constantFrom("", "", "/"),
  fc.constantFrom(...PATTERNS),
  fc.constantFrom("", "", "/"),
).map((parts) => parts.join(""));

const rules = fc.array(pattern, { maxLength: 5 })
  .map((lines) => lines.join("\n"));

interface Folder {
  readonly rules: string | undefined;
  readonly children: Readonly<Record<string, Folder | string>>;
}

const folder: fc.Arbitrary<Folder> = fc.letrec<{ folder: Folder }>((tie) => ({
  folder: fc.record({
    rules: fc.option(rules, { nil: undefined }),
    children: fc.dictionary(
      fc.constantFrom(...NAMES),
      fc.oneof({ maxDepth: 4 }, fc.constant(""), tie("folder")),
      { maxKeys: 4, noNullPrototype: true },
    ),
  }),
})).folder;

testUnless(
  toolWorks("git", ["--version"]) ? undefined : "there is no git",
  "rules of nested folders exclude what git ignores, and the rule that is named decides",
  async () => {
    await fc.assert(
      fc.asyncProperty(folder, async (root) => {
        using folders = testFolders({ source: toTree(root) });
        const paths = pathsIn(root);
        const ignored = await ignoredByGit(paths, folders.source);
        assertEquals(paths.filter((path) => isExcluded(path, root)), ignored);
      }),
      propertyRuns(40, 2000),
    );
  },
);

/** Tells it as a pass comes to it: folder by folder. */
function isExcluded(path: string, root: Folder): boolean {
  const lists: Rule[][] = [];
  let [at, folder]: [Folder | string | undefined, RelativePath] = [root, ROOT];
  for (const name of path.split("/")) {
    if (typeof at !== "object") return false;
    const of = folder;
    const text = at.rules ?? "";
    lists.push([
      ...parseRules(text, (line) => ({ kind: "folder", folder: of, line })),
    ]);
    at = at.children[name];
    folder = childPath(folder, name);
    const isFolder = typeof at === "object";
    const compiled = lists.map((rules) => ruleLibrary.compile(rules));
    const isOut = ruleLibrary.join(compiled).excludes(folder, isFolder);
    const rule = ruleLibrary.findRule(lists.flat(), { path: folder, isFolder });
    assertEquals(
      rule !== undefined && !rule.negative,
      isOut,
      `rule of ${folder}`,
    );
    if (isOut) return true;
  }
  return false;
}

async function ignoredByGit(
  paths: readonly string[],
  folder: string,
): Promise<readonly string[]> {
  await git(["init", "--quiet"], folder, "");
  const asked = paths.join("\0");
  const options = ["check-ignore", "--no-index", "-z", "--stdin"];
  const answer = await git(options, folder, asked);
  const ignored = new Set(answer.split("\0"));
  return paths.filter((path) => ignored.has(path));
}

async function git(
  args: readonly string[],
  cwd: string,
  input: string,
): Promise<string> {
  const command = new Deno.Command("git", {
    args: ["-c", "core.ignoreCase=false", ...args],
    cwd,
    env: { GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" },
    stdin: "piped",
    stdout: "piped",
    stderr: "inherit",
  });
  const child = command.spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(input));
  await writer.close();
  const { stdout } = await child.output();
  return new TextDecoder().decode(stdout);
}

/** git reads its own name for the file. */
function toTree({ rules, children }: Folder): Tree {
  const tree: Record<string, Tree | string> = {};
  for (const [name, child] of Object.entries(children)) {
    tree[name] = typeof child === "string" ? child : toTree(child);
  }
  if (rules !== undefined) {
    tree[".gitignore"] = rules;
    tree[RULES_NAME] = rules;
  }
  return tree;
}

function pathsIn({ children }: Folder, folder = ROOT): readonly string[] {
  return Object.entries(children).flatMap(([name, child]) => {
    const path = childPath(folder, name);
    return typeof child === "string" ? [path] : [path, ...pathsIn(child, path)];
  });
}
