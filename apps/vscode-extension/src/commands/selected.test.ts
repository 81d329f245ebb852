import { describe, expect, it } from "vitest";
import * as all from "./selected.js";

const names = ["kind", "id", "account", "number", "lease", "parent", "link", "path", "operation"];

/** Other extensions share the process: what they give a command is their own object. */
function throwing(thrown: unknown): object {
  const get = () => {
    throw thrown;
  };
  return Object.defineProperties(
    {},
    Object.fromEntries(names.map((name) => [name, { get, enumerable: true }])),
  );
}

const gone = Proxy.revocable({}, {});
gone.revoke();
const trap = new Proxy(
  {},
  {
    ownKeys: () => {
      throw Object.create(null);
    },
  },
);

describe.each(Object.entries(all))("%s", (_name, read) => {
  it.each([
    ["throws", throwing(new Error("no"))],
    ["throws what cannot be told", throwing(Object.create(null))],
    ["throws within", { lease: throwing(null), link: throwing(null), operation: throwing(null) }],
    ["was revoked", gone.proxy],
    ["cannot be listed", trap],
    ["is a function", () => 1],
    ["is a list", [{ lease: {} }]],
  ])("takes what %s for nothing selected", (_what, given) => {
    expect(read(given)).toBeNull();
  });
});

it("looks once: an account and a number belong together, whatever an object says later", () => {
  let looks = 0;
  const shifting = {
    get lease() {
      looks += 1;
      return { account: `a${looks}`, number: "+13055550100" };
    },
  };
  expect(all.selectedLease(shifting)).toEqual({ account: "a1", number: "+13055550100" });
  expect(looks).toBe(1);
});
