import { LeaseError } from "@leaseline/core";
import { describe, expect, it } from "vitest";
import * as entry from "./index.js";

const right = { connection: "postgres://127.0.0.1:1/none" };
const functions = Object.entries(entry).filter(([, value]) => typeof value === "function");

// Every public function takes these options, and nothing else.
describe.each(functions)("%s", (_name, open) => {
  it.each([
    ["an option that is not read", "shema", [{ ...right, shema: "ours" }]],
    ["options after its own", "options", [right, { schema: "ours" }]],
  ])("refuses %s", (_what, field, given) => {
    let thrown: unknown = null;
    try {
      Reflect.apply(open, null, given);
    } catch (error) {
      thrown = error;
    }
    expect(LeaseError.isInstance(thrown) && thrown.failure).toMatchObject({
      kind: "bad-input",
      field,
    });
  });
});
