import { describe, expect, it } from "vitest";
import type { E164 } from "../domain/phone-number.js";
import type { Unread } from "../domain/unread.js";
import { LeaseError } from "../errors/lease-error.js";
import type { ProviderAccount } from "../providers/provider-account.js";
import { exampleAccount } from "../../test/support/example-account.js";
import { exampleLease } from "../../test/support/example-lease.js";
import { look, mayBe } from "./look.js";

// Branded by its form; nothing here depends on which number it is.
const number = "+13055550100" as E164;
const lease = exampleLease({ account: "a", number });
const wanted = { kind: "lease", number } as const;
const unclear = {
  kind: "no-answer",
  reason: "server-error",
  status: 503,
  detail: null,
  retryAfterMs: null,
} as const;
const fails = () => Promise.reject(new LeaseError(unclear));
const listOf = (unread: readonly Unread[], leases = [] as (typeof lease)[]) =>
  async function* () {
    yield { leases, unread };
  };
const listFails = async function* () {
  yield { leases: [], unread: [] };
  throw new LeaseError(unclear);
};
const seen = async (account: ProviderAccount, depth: "quick" | "thorough" = "thorough") =>
  (await look(account, wanted, depth)).kind;

describe("a thorough look", () => {
  it("calls a number not shown when the provider says so and its whole list agrees", async () => {
    expect(await seen(exampleAccount())).toBe("not-shown");
  });

  it.each([
    ["the list cannot be read to its end", exampleAccount({ list: listFails })],
    [
      "the list has something with the same digits that could not be read",
      exampleAccount({ list: listOf([{ text: "0013055550100", reason: "number" }]) }),
    ],
    [
      "the list has something that nobody can read at all",
      exampleAccount({ list: listOf([{ text: null, reason: "number" }]) }),
    ],
    [
      "the provider's lists prove no absence",
      exampleAccount({ capabilities: { listProvesAbsence: false } }),
    ],
    ["its orders cannot be searched now", exampleAccount({ findOrder: fails })],
  ])("does not know when %s", async (_name, account) => {
    expect(await seen(account)).toBe("not-known");
  });

  it("is not misled by other things that could not be read", async () => {
    const account = exampleAccount({ list: listOf([{ text: "+49301234567", reason: "date" }]) });
    expect(await seen(account)).toBe("not-shown");
  });

  it("believes the list where the number by itself gives no clear answer", async () => {
    expect(await seen(exampleAccount({ get: fails }))).toBe("not-shown");
  });

  it.each([
    ["the number", exampleAccount({ get: async () => ({ kind: "owned", lease }) })],
    ["the list", exampleAccount({ list: listOf([], [lease]) })],
    ["the list alone", exampleAccount({ get: fails, list: listOf([], [lease]) })],
  ])("believes %s that shows it, whatever the other says", async (_name, account) => {
    expect(await look(account, wanted, "thorough")).toEqual({ kind: "held", lease });
  });

  it("finds an order for what is not held", async () => {
    const account = exampleAccount({ findOrder: async () => ({ order: "o1" }) });
    expect(await look(account, wanted, "thorough")).toEqual({ kind: "ordered", order: "o1" });
  });

  it("does not know what an adapter that is broken says", async () => {
    const account = exampleAccount({
      list: () => {
        throw new TypeError("of our own");
      },
    });
    expect(await look(account, wanted, "thorough")).toMatchObject({
      kind: "not-known",
      failure: { kind: "defect" },
    });
  });
});

describe("a quick look", () => {
  it("reads no list where the number by itself says enough", async () => {
    expect(await seen(exampleAccount({ list: listFails }), "quick")).toBe("not-shown");
  });

  it("reads it where that says nothing", async () => {
    const account = exampleAccount({ get: fails, list: listOf([], [lease]) });
    expect(await seen(account, "quick")).toBe("held");
  });

  it("asks no further where it may not ask", async () => {
    const forbidden = { kind: "forbidden", reason: null, agreementUrl: null } as const;
    const account = exampleAccount({
      get: () => Promise.reject(new LeaseError(forbidden)),
      list: listOf([], [lease]),
    });
    expect(await look(account, wanted, "quick")).toEqual({ kind: "not-known", failure: forbidden });
  });
});

it.each([
  ["+13055550100", true],
  ["13055550100", true],
  ["(305) 555-0100", true],
  ["0100", true],
  ["0013055550100", true],
  ["01113055550100", true],
  ["+13055550101", false],
  ["72345", false],
  ["nobody can tell", true],
])("what stands there as %j may be the number: %j", (text, may) => {
  expect(mayBe(number, { text, reason: "number" })).toBe(may);
});
