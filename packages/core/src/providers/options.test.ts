import { describe, expect, it } from "vitest";
import { thrownBy } from "../../test/support/failure.js";
import { failureOf } from "../errors/lease-error.js";
import { providers } from "./all.js";
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
    expect(failureOf(thrownBy(() => create({ ...right, ...wrong })))).toMatchObject({
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
      expect(failureOf(thrownBy(() => create(...given)))).toMatchObject({ field: "options" });
  });

  it("refuses a key that is missing", () => {
    const { [Object.keys(right)[0] as keyof typeof right]: _key, ...others } = right;
    expect(failureOf(thrownBy(() => create(others)))).toMatchObject({ kind: "bad-input" });
  });
});

describe.each(providers.map((one) => [one.id, one] as const))(
  "the descriptor of %s",
  (_id, one) => {
    const { create } = one as { readonly create: Constructor };
    const keys = Object.fromEntries(one.keys.map(({ name }) => [name, `a-${name}`]));
    const shared = { account: "a" };

    it("makes an account of its keys, also where addresses are left empty", () => {
      const addresses = Object.fromEntries(one.addresses.map(({ name }) => [name, ""]));
      expect(create(keys, { ...shared, addresses })).toMatchObject({ account: "a" });
    });

    it.each([
      ["nothing", []],
      ["nothing beside its keys", [keys]],
      ["keys that are none", [null, shared]],
      ["keys as text", ["a-key", shared]],
      ["no keys", [{}, shared]],
      ["a key that it has not", [{ ...keys, other: "x" }, shared]],
      ["a key of another kind", [{ ...keys, [one.keys[0]?.name ?? ""]: 7 }, shared]],
      ["no account", [keys, {}]],
      ["an account of another kind", [keys, { account: 7 }]],
      ["a misspelt address", [keys, { ...shared, addresses: { baseURL: "http://127.0.0.1:9" } }]],
      ["an address of another kind", [keys, { ...shared, addresses: { baseUrl: 7 } }]],
      ["addresses as text", [keys, { ...shared, addresses: "http://127.0.0.1:9" }]],
      [
        "an address in the place of another option",
        [keys, { ...shared, baseUrl: "http://127.0.0.1:9" }],
      ],
      ["an option that nobody reads", [keys, { ...shared, region: "eu" }]],
      ["a transport that is none", [keys, { ...shared, transport: "fetch" }]],
    ])("refuses %s", (_what, given) => {
      expect(failureOf(thrownBy(() => create(...given)))).toMatchObject({ kind: "bad-input" });
    });
  },
);

it("refuses words that Sinch's adapter does not know", () => {
  expect(
    failureOf(thrownBy(() => (createSinchClient as Constructor)({ ...sinch, auth: "digest" }))),
  ).toEqual({
    kind: "bad-input",
    field: "auth",
    reason: "The auth has to be oauth or basic.",
  });
});
