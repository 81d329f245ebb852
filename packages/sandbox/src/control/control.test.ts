import { describe, expect, test } from "vitest";
import { operationNames, specialNumbers, type Sandbox } from "../index.js";
import { contiguityNumbers } from "../../test/support/bodies.js";
import { askToken, atContiguity, atSinch } from "../../test/support/call.js";
import { openSandbox } from "../../test/support/open-sandbox.js";

const { contiguity, sinch } = specialNumbers;
const rent = (sandbox: Sandbox, number: string) =>
  atSinch(sandbox)("POST", `/availableNumbers/${number}:rent`, {});

describe("the log", () => {
  test("tells every request: what it was, about which number, and how it ended", async () => {
    const sandbox = await openSandbox({ now: () => 1_790_000_000_000 });
    await atContiguity(sandbox)("GET", "/numbers/leases");
    await rent(sandbox, sinch.plain);
    await atSinch(sandbox)("GET", "/activeNumbers?type=LOCAL");
    const common = { atMs: 1_790_000_000_000, ended: "answered", committed: true, status: 200 };
    const project = "/sinch/v1/projects/sandbox-project";
    expect(sandbox.control.requests()).toEqual([
      {
        ...common,
        id: 1,
        operation: "contiguity.available",
        method: "GET",
        path: "/contiguity/numbers/leases",
        query: "",
        number: null,
        body: null,
      },
      {
        ...common,
        id: 2,
        operation: "sinch.rent",
        method: "POST",
        path: `${project}/availableNumbers/${sinch.plain}:rent`,
        query: "",
        number: sinch.plain,
        body: "{}",
      },
      {
        ...common,
        id: 3,
        operation: "sinch.list",
        method: "GET",
        path: `${project}/activeNumbers`,
        query: "type=LOCAL",
        number: null,
        body: null,
      },
    ]);
  });

  test("names what no operation answers, wherever it was sent", async () => {
    const sandbox = await openSandbox();
    await fetch(`${sandbox.url}/`);
    await atContiguity(sandbox)("GET", "/nothing");
    await atSinch(sandbox)("GET", "/nothing");
    expect(sandbox.control.requests().map(({ operation }) => operation)).toEqual([
      "unknown",
      "unknown",
      "unknown",
    ]);
  });

  test("holds no key, secret or token", async () => {
    const sandbox = await openSandbox();
    await askToken(sandbox);
    await rent(sandbox, sinch.plain);
    await atContiguity(sandbox)("GET", "/numbers/leases");
    const log = JSON.stringify(sandbox.control.requests());
    for (const secret of [
      sandbox.contiguity.apiKey,
      sandbox.sinch.keySecret,
      "sandbox-token",
      "Basic",
    ]) {
      expect(log).not.toContain(secret);
    }
  });

  test("counts writes that were received apart from those that were committed", async () => {
    const sandbox = await openSandbox();
    await rent(sandbox, sinch.plain);
    await rent(sandbox, sinch.plain);
    expect(sandbox.control.writes()).toEqual({
      "contiguity.lease": { received: 0, committed: 0 },
      "contiguity.terminate": { received: 0, committed: 0 },
      "sinch.rent": { received: 2, committed: 1 },
      "sinch.release": { received: 0, committed: 0 },
      "sinch.create-order": { received: 0, committed: 0 },
    });
  });

  test("knows every operation by name", () => {
    expect(operationNames).toContain("sinch.token");
    expect(new Set(operationNames).size).toBe(operationNames.length);
  });
});

describe("the clock", () => {
  test("runs with real time and only goes forward", async () => {
    const { clock } = (await openSandbox()).control;
    expect(Math.abs(clock.now() - Date.now())).toBeLessThan(1000);
    clock.advance(60_000);
    expect(clock.now() - Date.now()).toBeGreaterThan(59_000);
    for (const step of [-1, Number.NaN]) expect(() => clock.advance(step)).toThrow(RangeError);
  });
});

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

  test("a number it does not know is an error, not a wish without effect", async () => {
    const { control } = await openSandbox();
    expect(() => control.setPrice("+12025559999", { recurring: "1" })).toThrow("+12025559999");
    expect(() => control.takeAway("+12025559999")).toThrow("+12025559999");
    expect(() => control.leaseElsewhere("contiguity", sinch.plain)).toThrow(sinch.plain);
  });
});

describe("reset", () => {
  test("puts everything back to the start, and tokens count as expired", async () => {
    const sandbox = await openSandbox();
    const { control } = sandbox;
    const before = (await atContiguity(sandbox)("GET", "/numbers/leases")).body;
    const { access_token: token } = Object((await askToken(sandbox)).body);
    await rent(sandbox, sinch.plain);
    control.clock.advance(86_400_000);
    control.latency(50);
    control.fault("contiguity.available", { status: 500, times: "always" });
    control.setEntitlement("lease", false);
    control.setBalance("contiguity", "0");
    control.setPrice(contiguity.plain, { recurring: "9" });
    control.reset();

    expect(control.requests()).toEqual([]);
    expect(control.owned("sinch")).toEqual([]);
    expect(control.charges("sinch")).toEqual([]);
    expect(Math.abs(control.clock.now() - Date.now())).toBeLessThan(1000);
    const after = (await atContiguity(sandbox)("GET", "/numbers/leases")).body;
    expect(contiguityNumbers(after)).toEqual(contiguityNumbers(before));
    const authorization = `Bearer ${token}`;
    const used = await atSinch(sandbox)("GET", "/activeNumbers", undefined, { authorization });
    expect(used.headers.get("www-authenticate")).toContain("expired");
  });
});
