import { describe, expect, it } from "vitest";
import { createContiguityClient } from "./contiguity/client.js";
import { contiguityProvider } from "./contiguity/provider.js";
import { createSinchClient } from "./sinch/client.js";
import { sinchProvider } from "./sinch/provider.js";

const contiguity = { apiKey: "contiguity_sk_x" };
const sinch = { projectId: "p", keyId: "k", keySecret: "s" };
type Constructor = (...given: readonly unknown[]) => unknown;

describe.each([
  ["createContiguityClient", createContiguityClient as Constructor, contiguity],
  ["contiguityProvider", contiguityProvider as Constructor, { ...contiguity, account: "a" }],
  ["createSinchClient", createSinchClient as Constructor, sinch],
  ["sinchProvider", sinchProvider as Constructor, { ...sinch, account: "a" }],
])("%s", (_name, create, right) => {
  it("takes its options, also those that are set to nothing", () => {
    expect(create({ ...right, baseUrl: undefined, timeoutMs: 1 })).toBeTypeOf("object");
  });

  it.each([
    ["a misspelt option", "baseURL", { baseURL: "https://example.com" }],
    ["another provider's option", "region", { region: "eu" }],
    ["an address that is none", "baseUrl", { baseUrl: 7 }],
    ["a key of another kind", Object.keys(right)[0], { [Object.keys(right)[0] ?? ""]: 7 }],
    ["a transport that is none", "transport", { transport: "fetch" }],
    ["a time limit as text", "timeoutMs", { timeoutMs: "1000" }],
  ])("refuses %s by its name", (_what, field, wrong) => {
    expect(failureOf(() => create({ ...right, ...wrong }))).toMatchObject({
      kind: "bad-input",
      field,
    });
  });

  it("refuses options that are none, or not the only ones", () => {
    for (const given of [
      [],
      [null],
      ["contiguity_sk_x"],
      [right, { baseUrl: "https://example.com" }],
    ])
      expect(failureOf(() => create(...given))).toMatchObject({ field: "options" });
  });

  it("refuses a key that is missing", () => {
    const { [Object.keys(right)[0] as keyof typeof right]: _key, ...others } = right;
    expect(failureOf(() => create(others))).toMatchObject({ kind: "bad-input" });
  });
});

it("refuses words that Sinch's adapter does not know", () => {
  expect(failureOf(() => (createSinchClient as Constructor)({ ...sinch, auth: "digest" }))).toEqual(
    {
      kind: "bad-input",
      field: "auth",
      reason: "The auth has to be oauth or basic.",
    },
  );
});

function failureOf(create: () => unknown): unknown {
  try {
    create();
  } catch (error) {
    return error instanceof Error && "failure" in error ? error.failure : error;
  }
  return null;
}
