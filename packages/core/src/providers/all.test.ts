import { describe, expect, it } from "vitest";
import { sharedSandbox } from "../../test/support/shared-sandbox.js";
import { providers } from "./all.js";
import { fingerprint } from "./identify-account.js";
import { redact } from "./redact.js";

const sandbox = await sharedSandbox();

describe("the list of providers", () => {
  it("has no name twice", () => {
    for (const names of [
      providers.map(({ id }) => id),
      providers.flatMap(({ keys, addresses }) =>
        [...keys, ...addresses].map(({ variable }) => variable),
      ),
      ...providers.map(({ keys, addresses }) => [...keys, ...addresses].map(({ name }) => name)),
    ])
      expect(new Set(names).size).toBe(names.length);
  });
});

describe.each(providers)("$name, described,", (descriptor) => {
  const { id, name, keys, addresses, identifiedBy, capabilities, filters } = descriptor;
  const given: Readonly<Record<string, string>> = Object.fromEntries(
    Object.entries(sandbox).flatMap(([key, value]) => (key === id ? Object.entries(value) : [])),
  );
  const named = (fields: readonly { readonly name: string }[]) =>
    Object.fromEntries(fields.map((field) => [field.name, given[field.name]]));

  it("has the variables that the sandbox says its own by", () => {
    for (const { name: field, variable } of [...keys, ...addresses])
      expect(sandbox.environment).toHaveProperty(variable, given[field]);
  });

  it("is what its accounts are", async () => {
    const shared = { account: "a", addresses: named(addresses) };
    const account = descriptor.create(named(keys), shared);
    expect(account).toMatchObject({ provider: id, name, account: "a", capabilities, filters });
    await account.verify();
  });

  it("is reached at its own addresses unless others are given", () => {
    const emptied = Object.fromEntries(addresses.map((address) => [address.name, ""]));
    const key = given[identifiedBy.key] ?? "";
    const own = identifiedBy.as === "itself" ? key : fingerprint(id, key);
    for (const shared of [{ account: "a" }, { account: "a", addresses: emptied }]) {
      const { identity } = descriptor.create(named(keys), shared);
      expect(identity).toBe(`${id}|${new URL(addresses[0]?.default ?? "").origin}|${own}`);
    }
  });

  it("shows nothing of its keys but what it is identified by as it is", () => {
    const shown = keys.filter(({ secret }) => !secret).map((field) => field.name);
    expect(shown).toEqual(identifiedBy.as === "itself" ? [identifiedBy.key] : []);
  });

  it.each(keys)("needs the $words", (field) => {
    const without = { ...named(keys), [field.name]: undefined };
    expect(() => descriptor.create(without, { account: "a" })).toThrow(
      expect.objectContaining({
        failure: expect.objectContaining({ kind: "bad-input", field: field.name }),
      }),
    );
  });

  it.each(addresses)("refuses an address for $words that keys must not go to", (address) => {
    const shared = { account: "a", addresses: { [address.name]: "http://example.com" } };
    expect(() => descriptor.create(named(keys), shared)).toThrow(
      expect.objectContaining({
        failure: expect.objectContaining({ kind: "bad-input", field: address.name }),
      }),
    );
  });

  it("has keys that are masked wherever they can be told from other text", () => {
    for (const { name: key, form, placeholder } of keys) {
      const example = given[key] ?? "";
      if (!form) continue;
      expect(example.match(form), key).toEqual([example]);
      expect(redact(`The key ${example} is wrong.`)).not.toContain(example);
      expect(example.startsWith(placeholder?.replace("…", "") ?? "")).toBe(true);
    }
  });
});
