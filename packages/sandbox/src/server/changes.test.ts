import { describe, expect, test } from "vitest";
import { specialNumbers, type Fault } from "../index.js";
import { atContiguity, atSinch } from "../../test/support/call.js";
import { done, lease, truth, withFault } from "../../test/support/faulty.js";
import { openSandbox } from "../../test/support/open-sandbox.js";

describe("a change", () => {
  const bodyAfter = async (change: Extract<Fault, { change: unknown }>["change"]) => {
    const sandbox = await openSandbox();
    sandbox.control.leaseMany({ provider: "contiguity", count: 2 });
    sandbox.control.fault("contiguity.leased", { change });
    return (await atContiguity(sandbox)("GET", "/numbers/leased")).body as {
      data: { numbers: Record<string, unknown>[] };
    };
  };

  test("is made in every element, and leaves out what has no new value", async () => {
    const { data } = await bodyAfter([
      { at: "/data/numbers/*/pricing" },
      { at: "/data/numbers/*/location/country", to: "USA" },
    ]);
    for (const number of data.numbers) {
      expect(number).toMatchObject({ location: { country: "USA" } });
      expect(number).not.toHaveProperty("pricing");
    }
  });

  test("adds an element, and takes one away", async () => {
    const added = await bodyAfter([{ at: "/data/numbers/-", to: { id: "72345" } }]);
    expect(added.data.numbers.map(({ id }) => id)).toContain("72345");
    expect(added.data.numbers).toHaveLength(3);
    expect((await bodyAfter([{ at: "/data/numbers/0" }])).data.numbers).toHaveLength(1);
  });

  test("is of the answer alone: the work is done", async () => {
    const sandbox = await withFault({ change: [{ at: "/data/status", to: "available" }] });
    expect((await lease(sandbox)).body).toMatchObject({ data: { status: "available" } });
    expect(truth(sandbox)).toEqual(done);
  });
});

describe("numbers that answer oddly", () => {
  test("stay active after a release that is answered with success", async () => {
    const sandbox = await openSandbox();
    const { contiguity, sinch } = specialNumbers;
    const at = atContiguity(sandbox);
    await at("POST", `/numbers/lease/${encodeURIComponent(contiguity.staysActive)}`, {});
    const path = `/numbers/leased/${encodeURIComponent(contiguity.staysActive)}`;
    expect(await at("DELETE", path)).toMatchObject({
      status: 200,
      body: { data: { status: "active", terminated_at: null } },
    });
    expect(sandbox.control.owned("contiguity")).toEqual([contiguity.staysActive]);

    await atSinch(sandbox)("POST", `/availableNumbers/${sinch.staysActive}:rent`, {});
    expect(
      await atSinch(sandbox)("POST", `/activeNumbers/${sinch.staysActive}:release`),
    ).toMatchObject({ status: 200, body: { expireAt: null } });
    expect(sandbox.control.owned("sinch")).toEqual([sinch.staysActive]);
  });

  test("leave their price out once they are held", async () => {
    const sandbox = await openSandbox();
    const { contiguity, sinch } = specialNumbers;
    const at = atContiguity(sandbox);
    expect(
      await at("POST", `/numbers/lease/${encodeURIComponent(contiguity.priceLeftOut)}`, {}),
    ).toMatchObject({ body: { data: { billing: { price: null } } } });
    expect(await at("GET", "/numbers/leased")).toMatchObject({
      body: { data: { numbers: [{ pricing: null }] } },
    });
    expect(
      await atSinch(sandbox)("POST", `/availableNumbers/${sinch.priceLeftOut}:rent`, {}),
    ).toMatchObject({ body: { money: null } });
  });
});
