import manifest from "../../deno.json" with { type: "json" };
import { escapeControls } from "../model/quote.ts";
import { Console } from "../output/console.ts";
import { type Command, parseCommand } from "./command.ts";
import { EXIT } from "./exit_code.ts";
import { helpText } from "./help.ts";
import { UsageError } from "./usage_error.ts";

/** Runs the program: takes its arguments, returns its exit status. */
export async function run(args: readonly string[]): Promise<number> {
  const command = understand(args);
  switch (command.kind) {
    case "misuse":
      await print(
        Deno.stderr,
        `lockstep: ${escapeControls(command.message)}\n`,
      );
      return EXIT.usage;
    case "help":
      await print(Deno.stdout, helpText());
      return EXIT.equal;
    case "version":
      await print(Deno.stdout, `lockstep ${manifest.version}\n`);
      return EXIT.equal;
    case "sync": {
      // Perf: help and usage errors do not wait for the engine to load.
      const { sync } = await import("./sync.ts");
      return await sync(command.request);
    }
  }
}

function understand(
  args: readonly string[],
): Command | { readonly kind: "misuse"; readonly message: string } {
  try {
    return parseCommand(args);
  } catch (error) {
    if (error instanceof UsageError) {
      return { kind: "misuse", message: error.message };
    }
    throw error;
  }
}

async function print(
  stream: { write(bytes: Uint8Array): Promise<number> },
  text: string,
): Promise<void> {
  const console = new Console(stream);
  console.print(text);
  await console.flush();
}
