import { constants } from "node:os";
import { systemError } from "../../../src/disk/portable/system_errors.ts";
import { reasonForCode } from "../../../src/model/outcome/reasons.ts";
import { assert, assertEquals } from "../../support/assert.ts";

Deno.test("systemError() has words for all that it knows, on every system", () => {
  for (const os of ["windows", "darwin"] as const) {
    for (let number = 1; number < 2000; number++) {
      const known = systemError(number, os);
      if (known === undefined || known.code === "EAGAIN") continue;
      assert(
        (known.reason ?? reasonForCode(known.code)) !== undefined,
        `${os} ${number} has no words`,
      );
    }
  }
});

Deno.test("systemError() takes nothing for gone on Windows but what is", () => {
  const gone = Array.from({ length: 2000 }, (_, number) => number)
    .filter((number) => systemError(number, "windows")?.code === "ENOENT");
  // ERROR_FILE_NOT_FOUND and ERROR_PATH_NOT_FOUND
  assertEquals(gone, [2, 3]);
});

Deno.test({
  name: "systemError() names the numbers of macOS as macOS does",
  ignore: Deno.build.os !== "darwin",
  fn: () => {
    for (const [name, number] of Object.entries(constants.errno)) {
      const code = systemError(number, "darwin")?.code;
      if (code !== undefined && name !== "ENOTSUP") assertEquals(code, name);
    }
  },
});

Deno.test("systemError() knows nothing of a number that has no meaning", () => {
  assertEquals(systemError(1999, "windows"), undefined);
  assertEquals(systemError(1999, "darwin"), undefined);
  assertEquals(systemError(1999, "linux"), { code: "errno 1999" });
});
