import { specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it } from "vitest";
import {
  all,
  clientStage,
  inUs,
  itemsOf,
  open,
  providers,
} from "../../test/support/client-stage.js";
import { e164 } from "../../test/support/e164.js";
import { failureOf } from "../../test/support/failure.js";
import { sharedSandbox } from "../../test/support/shared-sandbox.js";
import type { Offer } from "../domain/offer.js";
import { memoryLedger } from "../ledger/memory-ledger.js";
import type { AccountEvent } from "./across-accounts.js";

const { control, contiguity, sinch, client, requestsTo } = clientStage(await sharedSandbox());

describe("a client of several accounts", () => {
  it("refuses two accounts with one id", () => {
    expect(() => client({ accounts: [contiguity(), contiguity()] })).toThrow(/same id/);
  });

  it("refuses an account that it does not have", async () => {
    const failure = await failureOf(client().quote("nobody", e164("+13055550100")));
    expect(failure).toMatchObject({ kind: "bad-input", field: "account" });
  });

  it("sends nothing until it is asked", () => {
    client();
    expect(control.requests()).toEqual([]);
  });

  it("verifies an account with one read, however much it holds", async () => {
    control.leaseMany({ provider: "sinch", count: 250 });
    await sinch().verify();
    const lists = control.requests("sinch.list");
    expect(lists).toHaveLength(1);
  });

  it("leases nothing again while a provider has an order for it, and tells of the order", async () => {
    const ledger = memoryLedger();
    // No provider takes orders yet, so this one only says that it does.
    const order = { kind: "accepted", order: "o1" } as const;
    const send = () => Promise.resolve(order);
    const ordering = { ...contiguity(), prepareLease: () => Promise.resolve({ send }) };
    const leases = client({ accounts: [ordering], ledger });
    const quoted = await leases.quote("contiguity", e164(specialNumbers.contiguity.plain));
    expect(await leases.lease(quoted)).toMatchObject(order);
    expect(await ledger.operations(open)).toMatchObject([{ state: "accepted", order: "o1" }]);
    expect(await leases.lease(quoted)).toMatchObject(order);
    expect(await ledger.operations()).toHaveLength(1);
  });

  describe("when it searches", () => {
    it("gives the first offers as soon as one account answers", async () => {
      control.hold("contiguity.available");
      const events: AccountEvent<Offer>[] = [];
      for await (const event of client().search(inUs)) {
        events.push(event);
        // The other one answers only now.
        if (event.kind === "complete") control.letGo();
      }
      expect(events.find(({ kind }) => kind === "items")?.account).toBe("sinch");
      expect(events.filter(({ kind }) => kind === "complete")).toEqual([
        { kind: "complete", account: "sinch" },
        { kind: "complete", account: "contiguity" },
      ]);
    });

    it("tells of one account's failure beside what the others offer", async () => {
      const accounts = [contiguity({ apiKey: "contiguity_sk_wrong" }), sinch()];
      const events = await all(client({ accounts }).search(inUs));
      expect(events).toContainEqual({
        kind: "failed",
        account: "contiguity",
        failure: { kind: "unauthorized" },
      });
      expect(itemsOf(events, "sinch").length).toBeGreaterThan(0);
      expect(events).toContainEqual({ kind: "complete", account: "sinch" });
    });

    it("asks only the accounts that are wanted, and each once", async () => {
      const events = await all(
        client().search({ ...inUs, accounts: ["contiguity", "contiguity"] }),
      );
      expect(events.map(({ kind }) => kind)).toEqual(["items", "complete"]);
    });

    it.each([
      { country: "USA" },
      { country: "US", digits: "12a" },
      { country: "US", accounts: ["nobody"] },
    ])("refuses %j before anything is sent", async (query) => {
      const search = async () => all(client().search(query));
      expect(await failureOf(search())).toMatchObject({ kind: "bad-input" });
      expect(control.requests()).toEqual([]);
    });

    it("takes no more from an account than is wanted", async () => {
      const events = await all(client().search({ ...inUs, limit: 3 }));
      expect(itemsOf(events, "sinch")).toHaveLength(3);
      expect(itemsOf(events, "contiguity")).toHaveLength(3);
    });

    it("does not find digits in the country code", async () => {
      const events = await all(client().search({ ...inUs, digits: "1202" }));
      expect(itemsOf(events, "sinch")).toEqual([]);
    });

    it("stops all accounts when it is cancelled", async () => {
      control.hold("contiguity.available");
      control.hold("sinch.search");
      const stop = new AbortController();
      const searched = all(client().search(inUs, { signal: stop.signal }));
      await expect.poll(() => requestsTo("contiguity.available")).toBe(1);
      await expect.poll(() => requestsTo("sinch.search")).toBeGreaterThan(0);
      stop.abort();
      // Nothing has been answered yet.
      const events = await searched;
      expect(events.map((event) => event.kind === "failed" && event.failure.kind)).toEqual([
        "cancelled",
        "cancelled",
      ]);
    });

    it("needs no more of a reader who has seen enough", async () => {
      for await (const _ of client().search(inUs)) break;
      // What the reader left behind must end without an error that nobody sees.
      await all(client().search(inUs));
    });
  });

  it("lists 250 numbers of each account, over all pages, each once", async () => {
    const held = providers.flatMap(({ account }) =>
      control.leaseMany({ provider: account, count: 250 }),
    );
    const events = await all(client().list());
    const listed = [...itemsOf(events, "contiguity"), ...itemsOf(events, "sinch")];
    expect(listed.map(({ number }) => String(number)).toSorted()).toEqual(held.toSorted());
  });
});
