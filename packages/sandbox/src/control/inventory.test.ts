import { describe, expect, test } from "vitest";
import { specialNumbers, type Sandbox } from "../index.js";
import { contiguityNumbers } from "../../test/support/bodies.js";
import { atContiguity, atSinch } from "../../test/support/call.js";
import { openSandbox } from "../../test/support/open-sandbox.js";

const { contiguity, sinch } = specialNumbers;

const rent = (sandbox: Sandbox, number: string) =>
  atSinch(sandbox)("POST", `/availableNumbers/${number}:rent`, {});

describe("the inventory", () => {
  test("leaseMany gives plain numbers of many countries and types, never a special one, and charges nothing", async () => {
    const { control } = await openSandbox();
    const leased = control.leaseMany({ provider: "sinch", count: 250 });
    expect(new Set(leased).size).toBe(250);
    expect(control.owned("sinch")).toEqual(leased);
    for (const number of Object.values(sinch)) expect(leased).not.toContain(number);
    expect(new Set(leased.map((number) => number.slice(0, 3))).size).toBeGreaterThan(12);
    expect(control.charges("sinch")).toEqual([]);
  });

  test("leaseMany says so when there are not enough", async () => {
    const { control } = await openSandbox();
    expect(() => control.leaseMany({ provider: "contiguity", count: 1000 })).toThrow(RangeError);
    expect(control.owned("contiguity")).toEqual([]);
  });

  test("leaseElsewhere takes a number off the offers", async () => {
    const sandbox = await openSandbox();
    sandbox.control.leaseElsewhere("sinch", sinch.plain);
    expect((await rent(sandbox, sinch.plain)).status).toBe(404);
    sandbox.control.leaseElsewhere("contiguity", contiguity.plain);
    const path = `/numbers/lease/${encodeURIComponent(contiguity.plain)}`;
    expect((await atContiguity(sandbox)("POST", path, {})).status).toBe(409);
  });

  test("leaseElsewhere takes nothing from the account", async () => {
    const sandbox = await openSandbox();
    await rent(sandbox, sinch.plain);
    expect(() => sandbox.control.leaseElsewhere("sinch", sinch.plain)).toThrow(sinch.plain);
    expect(sandbox.control.owned("sinch")).toEqual([sinch.plain]);
  });

  test("takeAway ends a lease that nobody released", async () => {
    const sandbox = await openSandbox();
    await rent(sandbox, sinch.plain);
    sandbox.control.takeAway(sinch.plain);
    expect(sandbox.control.owned("sinch")).toEqual([]);
    expect((await atSinch(sandbox)("GET", `/activeNumbers/${sinch.plain}`)).status).toBe(404);
    expect((await atSinch(sandbox)("GET", `/availableNumbers/${sinch.plain}`)).status).toBe(404);
  });

  test("takeAway makes an offer disappear", async () => {
    const sandbox = await openSandbox();
    sandbox.control.takeAway(contiguity.plain);
    const { body } = await atContiguity(sandbox)("GET", "/numbers/leases");
    expect(contiguityNumbers(body).map(({ id }) => id)).not.toContain(contiguity.plain);
    const path = `/numbers/${encodeURIComponent(contiguity.plain)}`;
    expect((await atContiguity(sandbox)("GET", path)).body).toMatchObject({
      data: { status: "unavailable" },
    });
  });

  test("setPrice changes what it is told to, wherever the price is shown", async () => {
    const sandbox = await openSandbox();
    const send = atContiguity(sandbox);
    sandbox.control.setPrice(contiguity.plain, { recurring: "7.50" });
    const pricing = { currency: "USD", upfront_fee: 1.99, monthly_rate: 7.5 };
    expect(contiguityNumbers((await send("GET", "/numbers/leases")).body)[0]).toMatchObject({
      pricing,
    });
    const path = encodeURIComponent(contiguity.plain);
    expect((await send("GET", `/numbers/${path}`)).body).toMatchObject({ data: { pricing } });
    expect((await send("POST", `/numbers/lease/${path}`, {})).body).toMatchObject({
      data: { billing: { price: { monthly_rate: 7.5 } } },
    });
  });

  test("a number it does not know is an error, not a request without effect", async () => {
    const { control } = await openSandbox();
    expect(() => control.setPrice("+12025559999", { recurring: "1" })).toThrow("+12025559999");
    expect(() => control.takeAway("+12025559999")).toThrow("+12025559999");
    expect(() => control.leaseElsewhere("contiguity", sinch.plain)).toThrow(sinch.plain);
  });
});
