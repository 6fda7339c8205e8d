import { sumLine } from "../../release/sums.ts";
import { assertEquals } from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import { putFile } from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import { lacks, mustRun } from "../support/shell.ts";

testUnless(
  lacks("sha256sum"),
  "sumLine() writes what sha256sum -c accepts",
  async () => {
    using folders = testFolders();
    putFile(`${folders.top}/lockstep-1.2.3`, "contents");
    const line = await sumLine(`${folders.top}/lockstep-1.2.3`);
    putFile(`${folders.top}/SHA256SUMS`, line);
    assertEquals(
      mustRun(
        "sh",
        "-c",
        'cd "$1" && sha256sum -c SHA256SUMS',
        "sh",
        folders.top,
      ),
      "lockstep-1.2.3: OK\n",
    );
  },
);
