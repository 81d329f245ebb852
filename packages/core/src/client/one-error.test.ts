import { describe, expect, it } from "vitest";
import type { ProviderAccount } from "../providers/provider-account.js";
import { clientStage, providers } from "../../test/support/client-stage.js";
import { exampleLease } from "../../test/support/example-lease.js";
import { failureOf, failuresOf } from "../../test/support/failure.js";
import { sharedSandbox } from "../../test/support/shared-sandbox.js";

const { client: clientOf, contiguity, sinch } = clientStage(await sharedSandbox());
const [{ numbers }] = providers;
const number = numbers.plain;
const client = (...accounts: readonly ProviderAccount[]) => clientOf({ accounts });

describe("whatever goes wrong", () => {
  /** An adapter that does what no adapter may. */
  const broken = (changes: Partial<ProviderAccount>): ProviderAccount => ({
    ...contiguity(),
    ...changes,
  });
  const throwing = () => {
    throw new TypeError("of our own");
  };
  /** @param until - what ends the search when it is seen. */
  const search = async (accounts: readonly ProviderAccount[], until?: string) => {
    const events: string[] = [];
    const stop = new AbortController();
    const { signal } = stop;
    for await (const event of client(...accounts).search({ country: "US" }, { signal })) {
      if (event.kind === "items" && event.items.length === 0) continue;
      const seen = `${event.account} ${event.kind === "failed" ? event.failure.kind : event.kind}`;
      events.push(seen);
      if (seen === until) stop.abort();
    }
    return events;
  };

  it.each([
    ["throws at once", { search: throwing }],
    [
      "throws what is no error of ours",
      {
        async *search() {
          yield { offers: [], unread: [], unfiltered: [] };
          throwing();
        },
      },
    ],
    ["answers with something else", { search: () => undefined as never }],
  ])("an adapter that %s does not end the search of the others", async (_name, changes) => {
    const events = await search([broken(changes), sinch()]);
    expect(events).toContain("contiguity defect");
    expect(events).toContain("sinch items");
    expect(events).toContain("sinch complete");
  });

  it("an adapter that never answers holds up nobody, and is left when the signal says so", async () => {
    const silent = broken({
      search: () => ({ [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => {}) }) }),
    });
    const events = await search([silent, sinch()], "sinch complete");
    expect(events).toContain("sinch complete");
    expect(events).toContain("contiguity cancelled");
  });

  it("only our own error comes out", async () => {
    const broken = { ...contiguity(), quote: throwing, get: throwing, verify: throwing };
    const leases = client(broken);
    const failing = [
      leases.quote("contiguity", number),
      leases.get("contiguity", number),
      leases.verify("contiguity"),
    ];
    for (const failure of await failuresOf(failing))
      expect(failure).toMatchObject({ kind: "defect" });
    expect(await failureOf(leases.abandon("nobody"))).toMatchObject({ kind: "bad-input" });
  });

  it("an adapter that fails while it sends leaves the outcome unknown", async () => {
    const account = broken({ prepareLease: async () => ({ send: throwing }) });
    const leases = client(account);
    expect(await leases.lease(await leases.quote("contiguity", number))).toMatchObject({
      kind: "unknown",
      failure: { reason: "unexpected-form" },
    });
  });

  it.each([
    undefined,
    null,
    {},
    { kind: "done" },
    { kind: "committed" },
    { kind: "committed", lease: null },
  ])("an adapter that answers a request with %j leaves the outcome unknown", async (outcome) => {
    const answering = { send: async () => outcome as never };
    const account = broken({
      prepareLease: async () => answering,
      prepareRelease: async () => answering,
    });
    const leases = client(account);
    const unknown = { kind: "unknown", failure: { reason: "unexpected-form" } };
    expect(await leases.lease(await leases.quote("contiguity", number))).toMatchObject(unknown);
    const [operation] = await leases.operations();
    expect(operation).toMatchObject({ state: "unknown" });
  });

  it("an adapter that leases for what is no price does not make that look like nothing", async () => {
    const account = broken({
      prepareLease: async ({ price: agreed, ...offer }) => ({
        send: async () => {
          const price = { ...agreed, recurring: { amount: 2, currency: "USD" } } as never;
          const lease = exampleLease({ ...offer, price });
          return { kind: "committed", lease };
        },
      }),
    });
    const leases = client(account);
    const failure = await failureOf(leases.lease(await leases.quote("contiguity", number)));
    expect(failure).toMatchObject({ kind: "outcome-unknown" });
  });

  it("an adapter that hangs before it sends is left when the signal says so, and nothing was sent", async () => {
    const account = broken({ prepareLease: () => new Promise(() => {}) });
    const leases = client(account);
    const quote = await leases.quote("contiguity", number);
    const failure = await failureOf(leases.lease(quote, { signal: AbortSignal.timeout(50) }));
    expect(failure).toEqual({ kind: "not-sent", reason: "cancelled" });
    expect(await leases.operations()).toMatchObject([{ state: "not-sent" }]);
  });

  it("what could not be read is told beside what could", async () => {
    const account = broken({
      async *list() {
        yield { leases: [], unread: [{ text: "72345", reason: "number" }] };
      },
    });
    const events = [];
    for await (const event of client(account).list()) events.push(event.kind);
    expect(events).toEqual(["items", "unread", "complete"]);
  });
});
